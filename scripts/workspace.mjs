// Owns what start, test and CI share: installing from the lockfile and building, with nothing but Node >= 20 and npm.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the repository. */
export const root = fileURLToPath(new URL('..', import.meta.url));

const STAMP = join(root, 'node_modules', '.mcpm-install.json');
const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** What `npm start` needs; the test corpus and the tooling stay out. */
const PRODUCT = ['mcpm', '@mcpm/server...', '@mcpm/web...', '@mcpm/runner...'];

/** Environment of every child: our tools first on the PATH, no telemetry, no questions. */
export function environment(extra = {}) {
  const path = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  return {
    ...process.env,
    CI: 'true',
    DO_NOT_TRACK: '1',
    NEXT_TELEMETRY_DISABLED: '1',
    TURBO_TELEMETRY_DISABLED: '1',
    PATH: path,
    ...extra,
  };
}

/** Path of the Node that the product runs on, from the npm package `node`. */
export const node = join(root, 'node_modules', 'node', 'bin', 'node');

/** Runs a command; resolves to its exit code. With `quiet` its output is shown only when it fails. */
export function run(command, args, { quiet = false, env = environment() } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env,
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    });
    const kept = [];
    child.stdout?.on('data', (chunk) => kept.push(chunk));
    child.stderr?.on('data', (chunk) => kept.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      if (quiet && code !== 0) process.stderr.write(Buffer.concat(kept));
      resolve(code ?? 1);
    });
  });
}

/** Stops with a sentence when a step failed. */
function must(code, sentence) {
  if (code === 0) return;
  process.stderr.write(`\nmcpm: ${sentence}\n`);
  process.exit(1);
}

function manifests() {
  const folders = ['apps', 'packages', 'tooling', 'examples'].flatMap((group) =>
    existsSync(join(root, group))
      ? readdirSync(join(root, group)).map((name) => join(group, name, 'package.json'))
      : [],
  );
  return ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', ...folders].filter((file) =>
    existsSync(join(root, file)),
  );
}

function lockDigest() {
  const hash = createHash('sha256');
  for (const file of manifests().sort((a, b) => a.localeCompare(b)))
    hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

function installed() {
  if (!existsSync(STAMP) || !existsSync(node)) return undefined;
  return JSON.parse(readFileSync(STAMP, 'utf8'));
}

/** Runs pnpm through npx, so that nothing has to be installed globally. */
function pnpm(args, options) {
  return run('npx', ['--yes', packageManager, ...args], options);
}

/** Installs from the lockfile what `scope` needs ('product' or 'all'); does nothing when that is there already. Resolves to true when it installed. */
export async function install(scope) {
  const digest = lockDigest();
  const before = installed();
  if (before?.digest === digest && (before.scope === 'all' || before.scope === scope)) return false;
  const filters = scope === 'product' ? PRODUCT.flatMap((name) => ['--filter', name]) : [];
  must(
    await pnpm(['install', '--frozen-lockfile', '--reporter', 'append-only', ...filters]),
    'the installation failed; the lines above say why.',
  );
  writeFileSync(STAMP, JSON.stringify({ digest, scope }));
  return true;
}

/** Builds the product (or, with scope 'all', everything) through turbo, which skips what did not change. */
export async function build(scope) {
  const filters = scope === 'product' ? PRODUCT.slice(1).map((name) => `--filter=${name}`) : [];
  const code = await pnpm(['exec', 'turbo', 'run', 'build', '--output-logs=errors-only', ...filters], {
    quiet: scope === 'product',
  });
  must(code, 'the build failed; the lines above say why.');
}
