// Owns the parts that every start runs as one script each (see src/life/code-units.ts): the start itself, the compiler of documents, the reader of YAML.
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { BANNER } from './banner.mjs';
import { closureOf, refuseHeavy } from './chunk-graph.mjs';
import { lateModules } from './late-modules.mjs';

/** What is in a part beside all that it needs; each began as a chunk of its own because something else needs it too. What two need is in the first. */
const UNITS = {
  start: [
    /^src\/main\.ts$/,
    /^src\/life\/run-server\.ts$/,
    /^src\/mcp\/stdio\/serve-stdio\.ts$/,
    /^src\/mcp\/(message|methods|conversation)\//,
    /^src\/tools\/introduce\.ts$/,
    /^names:@mcpm\/openapi\?estimateTokens$/,
  ],
  compile: [/^names:@mcpm\/openapi\?.*compileDocument/],
  yaml: [/openapi\/src\/load\/parse-yaml\.ts$/],
};

/** Stands where the table of the parts will. */
const TABLE = '__mcpmTable';

/** How chunks are joined. */
const setting = { bundle: true, minify: true, platform: 'node', target: 'node22', logLevel: 'warning' };

/** Writes the parts; the chunks stay as names of what is in them, for those that are loaded later. `bin.js` becomes a file that needs no other module. */
export async function joinUnits(outdir, { outputs }, { minify = true } = {}) {
  const chunks = new Map(Object.entries(outputs).map(([path, output]) => [basename(path), output]));
  const owned = new Set();
  const table = { files: {}, modules: {} };
  const writeBin = await joinBin(outdir, chunks, minify);
  for (const [unit, ways] of Object.entries(UNITS)) {
    const entries = [...chunks].filter(([, { entryPoint }]) => ways.some((way) => way.test(entryPoint ?? '')));
    const names = entries.map(([name]) => name).filter((name) => !owned.has(name));
    if (names.length === 0) throw new Error(`The bundle has no chunk for ${unit}`);
    const joined = [...closureOf(chunks, names)].filter((name) => !owned.has(name));
    if (unit !== 'yaml') refuseHeavy(chunks, joined);
    for (const [place, name] of names.entries()) table.modules[`./${name}`] = [unit, `module${place}`];
    table.files[unit] = await joinUnit(outdir, unit, { chunks, names, joined, earlier: [...owned], minify });
    for (const name of joined) owned.add(name);
    for (const [place, name] of joined.entries())
      await writeFile(join(outdir, name), aliases(unit, place, chunks.get(name)));
  }
  await writeBin(table);
}

/** Writes one part, and returns the name of its file. */
async function joinUnit(outdir, unit, { chunks, names, joined, earlier, minify }) {
  const lines = [
    ...names.map((name, place) => `export * as module${place} from './${name}';`),
    ...joined.map((name, place) => `export { ${renamed(chunks.get(name), place)} } from './${name}';`),
  ];
  const { outputFiles } = await build({
    ...setting,
    minify,
    format: 'cjs',
    stdin: { contents: lines.join('\n'), resolveDir: outdir },
    write: false,
    define: { 'import.meta.url': '__mcpmUrl' },
    plugins: [only(joined, earlier)],
  });
  const text = inAscii(outputFiles[0].text).replaceAll(/\bimport\("([^"]+)"\)/g, '__mcpmLoad("$1")');
  const file = `${unit}-${createHash('sha256').update(text).digest('hex').slice(0, 16)}.cjs`;
  await writeFile(join(outdir, file), `(function (module, require, __mcpmLoad, __mcpmUrl) {${text}\n})`);
  return file;
}

/** The entry as it stands alone, but for the table of the parts; made before the chunks it needs become names of what is in a part. */
async function joinBin(outdir, chunks, minify) {
  const bin = join(outdir, 'bin.js');
  const [main] = [...chunks].find(([, { entryPoint }]) => entryPoint === 'src/main.ts') ?? [];
  const text = await readFile(bin, 'utf8');
  const load = `import("./${main}")`;
  if (!text.includes(load)) throw new Error('bin.js does not load src/main.ts');
  const places = '{ folder: import.meta.dirname, words: process.argv.slice(2), load: (path) => import(path) }';
  const opened = `__mcpmOpen(${TABLE}, process.env, ${places}).load("./${main}")`;
  const source = new URL('../src/life/open-units.ts', import.meta.url).pathname;
  const { outputFiles } = await build({
    ...setting,
    minify,
    format: 'esm',
    stdin: {
      contents: `import { openUnits as __mcpmOpen } from '${source}'; ${text.replace(BANNER, '').replace(/^#!.*/, '').replace(load, opened)}`,
      resolveDir: outdir,
      sourcefile: 'bin.js',
    },
    write: false,
    plugins: [lateModules, only([...closureOf(chunks, ['bin.js'])])],
  });
  return (table) => writeFile(bin, `#!/usr/bin/env node\n${outputFiles[0].text.replace(TABLE, JSON.stringify(table))}`);
}

/** Leaves every chunk that is none of these where it is, and what stands above a chunk for nothing out. Of `aliases` those are taken in that are loaded at once. */
function only(names, aliases = []) {
  return {
    name: 'only',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.\/[^/]+\.js$/ }, ({ path, kind }) => {
        const name = basename(path);
        const isIn = names.includes(name) || (kind !== 'dynamic-import' && aliases.includes(name));
        return isIn ? undefined : { path, external: true };
      });
      onLoad({ filter: /\.js$/ }, async ({ path }) => ({
        contents: (await readFile(path, 'utf8')).replace(BANNER, ''),
      }));
    },
  };
}

/** Regular expressions are left as they were written; a text of ASCII takes half the memory, and is read without decoding. */
function inAscii(text) {
  return text.replaceAll(/\\?[\u0080-\uffff]/g, (written) => {
    if (written.length > 1) throw new Error(`Cannot write ${written} in ASCII`);
    return `\\u${written.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

function renamed({ exports }, place) {
  return exports.map((name) => `${name} as part${place}_${name}`).join(', ');
}

/** A module that offers what a chunk did, out of the part it is in. */
function aliases(unit, place, { exports }) {
  const names = exports.map((name) => `part${place}_${name}: ${name}`).join(', ');
  const run = `globalThis[Symbol.for('mcpm.code-units')].run('${unit}')`;
  return exports.length === 0 ? `${run};\n` : `const { ${names} } = ${run};\nexport { ${exports.join(', ')} };\n`;
}
