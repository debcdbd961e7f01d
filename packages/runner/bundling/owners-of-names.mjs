// Owns which file each name of a package of ours is taken from.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FROZEN } from './frozen-tables.mjs';
import { namesIn } from './imported-names.mjs';

/**
 * Takes each name from the file that owns it instead of from the face of its package: whoever imports from a face would load all that is behind it.
 * `const { a, b } = await import('@mcpm/openapi')` loads what is behind those two.
 */
export const ownersOfNames = {
  name: 'owners-of-names',
  setup({ onLoad, onResolve }) {
    const faces = new Map();
    const ownersIn = async (face) => {
      if (!faces.has(face)) faces.set(face, await readFace(face));
      return faces.get(face);
    };
    const importFrom = async (face, names) => {
      const owners = await ownersIn(face);
      return names.map((name) => [name, owners.get(name)]);
    };
    onLoad({ filter: /[/\\]runner[/\\]src[/\\].*\.ts$/ }, async ({ path }) => {
      if (FROZEN.test(path)) return undefined;
      let contents = await readFile(path, 'utf8');
      for (const [statement, what, face] of contents.matchAll(/^import \{([^}]*)\} from '(@mcpm\/[a-z]+)';$/gm)) {
        const direct = await importFrom(face, namesIn(what));
        contents = contents.replace(
          statement,
          direct.map(([name, file]) => `import { ${name} } from '${file}';`).join(' '),
        );
      }
      contents = contents.replaceAll(
        /(\{([^{}]*)\} =\s*await import\()'(@mcpm\/[a-z]+)'/g,
        (_all, head, what, face) => {
          const names = what
            .split(',')
            .map((name) => name.split(':')[0].trim())
            .filter((name) => name !== '');
          return `${head}'${face}?${names.sort().join(',')}'`;
        },
      );
      return { contents, loader: 'ts' };
    });
    onResolve({ filter: /^@mcpm\/[a-z]+\?/ }, ({ path }) => ({ path, namespace: 'names', sideEffects: false }));
    onLoad({ filter: /.*/, namespace: 'names' }, async ({ path }) => {
      const [face, names] = path.split('?');
      const direct = await importFrom(face, names.split(','));
      return {
        contents: direct.map(([name, file]) => `export { ${name} } from '${file}';`).join('\n'),
        resolveDir: '/',
      };
    });
  },
};

/** The file that owns each name of a package's face. */
async function readFace(face) {
  const folder = fileURLToPath(new URL(`../../${face.slice('@mcpm/'.length)}/src/`, import.meta.url));
  const text = await readFile(join(folder, 'index.ts'), 'utf8');
  const exports = [...text.matchAll(/^export \{([^}]*)\} from '([^']+)';$/gm)];
  return new Map(exports.flatMap(([, what, file]) => namesIn(what).map((name) => [name, join(folder, file)])));
}
