// Runs every check beside the tests, one after the other, and closes with "N passed, N failed". Arguments choose checks by name.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const bins = [join(root, 'tooling/checks/node_modules/.bin'), join(root, 'node_modules/.bin')];
const env = {
  ...process.env,
  PATH: [...bins, process.env.PATH].join(delimiter),
  DO_NOT_TRACK: '1',
  TURBO_TELEMETRY_DISABLED: '1',
};

/** Runs a command in the root; its output comes only with a failure. */
function command(name, ...args) {
  const { status, stdout, stderr, error } = spawnSync(name, args, {
    cwd: root,
    env,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return { ok: status === 0, output: `${stdout ?? ''}${stderr ?? ''}${error ? error.message : ''}` };
}

/** Packages that are published, as folder names. */
function published() {
  return readdirSync(join(root, 'packages')).filter((name) => {
    const manifest = JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8'));
    return manifest.private !== true;
  });
}

/** The shape of each published package: publint and, where there are types, arethetypeswrong on the packed tarball. */
function checkShapes() {
  const failures = [];
  const directory = mkdtempSync(join(tmpdir(), 'mcpm-pack-'));
  try {
    for (const name of published()) {
      const folder = join('packages', name);
      const lint = command('publint', '--strict', folder);
      if (!lint.ok) failures.push(`publint ${name}\n${lint.output}`);
      if (!existsSync(join(root, folder, 'src/index.ts'))) continue;
      const pack = spawnSync('pnpm', ['pack', '--pack-destination', directory], {
        cwd: join(root, folder),
        env,
        encoding: 'utf8',
      });
      const tarball = readdirSync(directory).find((file) => file.startsWith(`mcpm-${name}-`));
      if (!tarball) failures.push(`pack ${name}\n${pack.stdout}${pack.stderr}`);
      else {
        const types = command(
          'attw',
          join(directory, tarball),
          '--profile',
          'esm-only',
          '--exclude-entrypoints',
          './package.json',
        );
        if (!types.ok) failures.push(`attw ${name}\n${types.output}`);
      }
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  return { ok: failures.length === 0, output: failures.join('\n') };
}

const checks = {
  types: () => command('turbo', 'run', 'typecheck', '--output-logs=errors-only'),
  lint: () => command('oxlint', '--type-aware', '--deny-warnings'),
  format: () => command('oxfmt', '--check'),
  floors: () => command('turbo', 'boundaries'),
  unused: () => command('knip', '--treat-config-hints-as-errors'),
  workspace: () => command('sherif', '--ignore-rule', 'root-package-manager-field'),
  shape: checkShapes,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in checks));
if (unknown.length > 0) {
  process.stderr.write(`Unknown check: ${unknown.join(', ')}. There are: ${Object.keys(checks).join(', ')}.\n`);
  process.exit(64);
}
let failed = 0;
const names = wanted.length > 0 ? wanted : Object.keys(checks);
for (const name of names) {
  const from = performance.now();
  const { ok, output } = checks[name]();
  const seconds = ((performance.now() - from) / 1000).toFixed(1);
  process.stdout.write(`${ok ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)\n${ok ? '' : `${output}\n`}`);
  if (!ok) failed += 1;
}
process.stdout.write(`${names.length - failed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
