// Owns what start, test and CI share: installing from the lockfile and building, with nothing but Node >= 20 and npm.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** Root of the repository. */
export const root = fileURLToPath(new URL('..', import.meta.url));

const STAMP = join(root, 'node_modules', '.mcpm-install.json');
const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** What `npm start` needs; the test corpus and the tooling stay out. */
const PRODUCT = ['mcpm', '@mcpm/server...', '@mcpm/web...', '@mcpm/runner...', '!@mcpm/corpus'];

/** Environment of every child: our tools first on the PATH, no telemetry, no questions. */
export function environment(extra = {}) {
  const path = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  return {
    ...process.env,
    CI: 'true',
    DO_NOT_TRACK: '1',
    NEXT_TELEMETRY_DISABLED: '1',
    TURBO_TELEMETRY_DISABLED: '1',
    // Else each `pnpm exec` and `pnpm run` installs first what was left out on purpose.
    pnpm_config_verify_deps_before_run: 'false',
    PATH: path,
    ...extra,
  };
}

/** Path of the Node that the product runs on, from the npm package `node`. */
export const node = join(root, 'node_modules', 'node', 'bin', 'node');

/**
 * Runs a command; resolves to its exit code. With `onLine` each line of its output goes there instead of to ours, and all of it is
 * shown when the command fails.
 */
export function run(command, args, { onLine, env = environment() } = {}) {
  return new Promise((resolve, reject) => {
    const output = onLine ? 'pipe' : 'inherit';
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', output, output] });
    const kept = [];
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        kept.push(line);
        onLine(line);
      });
    }
    child.once('error', reject);
    child.once('close', (code) => {
      if (code !== 0 && kept.length > 0) process.stderr.write(`${kept.join('\n')}\n`);
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

/** Runs pnpm through npx, so that nothing has to be installed globally; the registry is asked only for what is not here yet. */
function pnpm(args, options) {
  return run('npx', ['--yes', '--prefer-offline', packageManager, ...args], options);
}

/** Installs from the lockfile what `scope` needs ('product' or 'all'); does nothing when that is there already. Resolves to true when it installed. */
export async function install(scope, say) {
  const digest = lockDigest();
  const before = installed();
  if (before?.digest === digest && (before.scope === 'all' || before.scope === scope)) return false;
  say(
    scope === 'product'
      ? 'installing (the first time takes a minute) …'
      : 'installing everything, the real OpenAPI documents of the tests included …',
  );
  const filters = scope === 'product' ? PRODUCT.flatMap((name) => ['--filter', name]) : [];
  // The lockfile pins every package by its hash, and pnpm checks its age when the lockfile is written; asking the registry
  // for the age of each of them again would take longer than the installation.
  const args = [
    'install',
    '--frozen-lockfile',
    '--reporter',
    'append-only',
    '--config.minimumReleaseAge=0',
    ...filters,
  ];
  must(await pnpm(args), 'the installation failed; the lines above say why.');
  writeFileSync(STAMP, JSON.stringify({ digest, scope }));
  return true;
}

/** Builds the product (or, with scope 'all', everything) through turbo, which skips what did not change; tells what is being built. */
export async function build(scope, say) {
  const filters = scope === 'product' ? PRODUCT.slice(1).map((name) => `--filter=${name}`) : [];
  const onLine = (line) => {
    const [, name] = /^(\S+):build: cache miss/.exec(line) ?? [];
    if (name) say(`  building ${name}`);
  };
  const code = await pnpm(
    ['exec', 'turbo', 'run', 'build', '--log-order=stream', '--output-logs=new-only', ...filters],
    { onLine },
  );
  must(code, 'the build failed; the lines above say why.');
}
