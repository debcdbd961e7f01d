// Owns the published form of the runner: one folder of ES modules that needs nothing installed beside it. `node bundle.mjs [folder]`, default dist.
import { createHash } from 'node:crypto';
import { chmod, readdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { BANNER } from './bundling/banner.mjs';
import { frozenTables } from './bundling/frozen-tables.mjs';
import { lateModules } from './bundling/late-modules.mjs';
import { ownersOfNames } from './bundling/owners-of-names.mjs';
import { joinUnits } from './bundling/join-units.mjs';
import { yamlModules } from './bundling/yaml-modules.mjs';
import { withoutSchemaCompiler } from './bundling/without-schema-compiler.mjs';

const { version } = JSON.parse(await readFile(new URL('package.json', import.meta.url), 'utf8'));
const outdir = resolve(process.argv[2] ?? fileURLToPath(new URL('dist', import.meta.url)));

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
  plugins: [withoutSchemaCompiler, frozenTables, ownersOfNames, lateModules, yamlModules],
  banner: { js: BANNER },
});
await joinUnits(outdir, result.metafile);
await chmod(join(outdir, 'bin.js'), 0o755);
const bytes = Object.values(result.metafile.outputs).reduce((sum, output) => sum + output.bytes, 0);
process.stdout.write(
  `${outdir}: ${Object.keys(result.metafile.outputs).length} files, ${Math.round(bytes / 1024)} KiB\n`,
);
