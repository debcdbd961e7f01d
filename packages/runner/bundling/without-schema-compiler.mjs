// Owns what of the MCP SDK stays out of the bundle.

/** The SDK would load a whole schema compiler at the start, for elicitation only; a server of tools never asks for it. */
export const withoutSchemaCompiler = {
  name: 'without-schema-compiler',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@modelcontextprotocol\/server\/_shims$/ }, () => ({ path: 'shims', namespace: 'mcpm' }));
    onLoad({ filter: /.*/, namespace: 'mcpm' }, () => ({
      contents: `
        export { default as process } from 'node:process';
        export class DefaultJsonSchemaValidator {
          getValidator() { throw new Error('This server asks clients for nothing, so there is nothing to validate'); }
        }`,
    }));
  },
};
