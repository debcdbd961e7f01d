// Owns the tables that are worked out when the bundle is made.
import { build } from 'esbuild';

/** Modules whose functions always answer the same: the bundle holds the answers instead of the schemas they are made from. */
export const FROZEN = /[/\\](option-table|message-schemas)\.ts$/;

/** How the modules are read. */
const setting = { bundle: true, format: 'esm', platform: 'node', target: 'node22', conditions: ['mcpm-source'] };

/** Puts the answer of each function of such a module in the place of its code. */
export const frozenTables = {
  name: 'frozen-tables',
  setup({ onLoad }) {
    onLoad({ filter: FROZEN }, async ({ path }) => {
      const { outputFiles } = await build({ ...setting, entryPoints: [path], write: false, logLevel: 'warning' });
      const functions = await import(
        `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
      );
      const answers = Object.entries(functions).map(([name, answer]) => {
        const text = JSON.stringify(JSON.stringify(answer()));
        return `export function ${name}() { return JSON.parse(${text}); }`;
      });
      return { contents: answers.join('\n') };
    });
  },
};
