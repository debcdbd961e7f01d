// Owns which modules of Node are loaded by the first call of one of their functions. Imported as usual, each would be loaded at the start, and the loader of ES
// modules would look at every export of it, which loads what stands behind some.
import { readFile } from 'node:fs/promises';
import { builtinModules, isBuiltin } from 'node:module';

/** Puts functions that call those of the module in the place of what is imported, where only functions are. */
export const lateModules = {
  name: 'late-modules',
  setup({ onResolve, onLoad }) {
    onResolve(
      { filter: new RegExp(`^(node:|(${builtinModules.join('|')})$)`) },
      async ({ path, importer, kind, namespace }) => {
        if (namespace !== 'file' || kind !== 'import-statement' || !isBuiltin(path)) return undefined;
        const names = importedNames(await readFile(importer, 'utf8'), path);
        const exported = await import(path);
        // A class cannot be stood in for by a function, nor can what is none.
        const isLate =
          names.length > 0 && names.every((name) => /^[a-z]/.test(name) && typeof exported[name] === 'function');
        return isLate ? { path, namespace: 'late', sideEffects: false } : undefined;
      },
    );
    onLoad({ filter: /.*/, namespace: 'late' }, async ({ path }) => {
      const names = Object.entries(await import(path)).filter(
        ([name, value]) => typeof value === 'function' && /^[a-z][\w$]*$/.test(name) && name !== 'default',
      );
      const loaded = `process.getBuiltinModule(${JSON.stringify(path)})`;
      const lines = names.map(([name]) => `export const ${name} = (...given) => ${loaded}.${name}(...given);`);
      return { contents: lines.join('\n') };
    });
  },
};

/** The names that a module imports from another one, types left out; `*` for all of it. */
function importedNames(text, path) {
  const statements = text.matchAll(/(?:^|[;\n])\s*import\s+(?!type\s)([^'"]*?)\s*from\s*(['"])(.*?)\2/g);
  return [...statements].flatMap(([, what, , from]) => {
    if (from !== path) return [];
    const braces = /^\{([^}]*)\}$/.exec(what)?.[1];
    if (braces === undefined) return ['*'];
    const parts = braces.split(',').map((part) => part.trim());
    return parts.filter((part) => part !== '' && !part.startsWith('type ')).map((part) => part.split(/\s+as\s+/)[0]);
  });
}
