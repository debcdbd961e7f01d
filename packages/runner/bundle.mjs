// Owns the published form of the runner: one folder of ES modules that needs nothing installed beside it. `node bundle.mjs [folder]`, default dist.
import { createHash } from 'node:crypto';
import { chmod, readdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const { version } = JSON.parse(await readFile(new URL('package.json', import.meta.url), 'utf8'));
const outdir = resolve(process.argv[2] ?? fileURLToPath(new URL('dist', import.meta.url)));

/** The SDK would load a whole schema compiler at the start, for elicitation only; a server of tools never asks for it. */
const withoutSchemaCompiler = {
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

/** A hash of everything that decides what documents are compiled to: what an other build kept is not read. */
async function hashCompiler() {
  const folder = fileURLToPath(new URL('../openapi/src', import.meta.url));
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.ts')).sort();
  const hash = createHash('sha256').update(version);
  for (const file of files) hash.update(file).update(await readFile(join(folder, file)));
  return hash.digest('hex').slice(0, 16);
}

await rm(outdir, { recursive: true, force: true });
const result = await build({
  absWorkingDir: fileURLToPath(new URL('.', import.meta.url)),
  entryPoints: ['src/bin.ts'],
  outdir,
  bundle: true,
  splitting: true,
  minify: true,
  metafile: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  conditions: ['mcpm-source'],
  chunkNames: '[name]-[hash]',
  legalComments: 'linked',
  logLevel: 'warning',
  define: {
    MCPM_RUNNER_VERSION: JSON.stringify(version),
    MCPM_RUNNER_BUILD: JSON.stringify(await hashCompiler()),
  },
  plugins: [withoutSchemaCompiler],
  // Dependencies written for CommonJS ask for Node's own modules by require.
  banner: {
    js: "import { createRequire as __mcpmRequire } from 'node:module'; const require = __mcpmRequire(import.meta.url);",
  },
});
await chmod(join(outdir, 'bin.js'), 0o755);
const bytes = Object.values(result.metafile.outputs).reduce((sum, output) => sum + output.bytes, 0);
process.stdout.write(
  `${outdir}: ${Object.keys(result.metafile.outputs).length} files, ${Math.round(bytes / 1024)} KiB\n`,
);
