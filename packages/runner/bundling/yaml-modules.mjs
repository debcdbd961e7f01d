// Owns which form of the YAML package is in the bundle.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(new URL('../../openapi/node_modules/yaml/package.json', import.meta.url)));

/** Takes the modules it has for browsers, the same code but for `!!binary`: of those for Node, which are CommonJS, no name could be left out. */
export const yamlModules = {
  name: 'yaml-modules',
  setup({ onResolve }) {
    onResolve({ filter: /^yaml$/ }, () => ({ path: join(folder, 'browser', 'dist', 'index.js'), sideEffects: false }));
  },
};
