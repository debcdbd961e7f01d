import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { McpmError } from '@mcpm/domain';
import { temporaryHome } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { listOptionShapes } from '../../src/cli/option-table.ts';
import { parseInvocation } from '../../src/cli/parse-options.ts';
import type { Environment } from '../../src/runtime/environment.ts';

const shapes = listOptionShapes();

async function options(argv: readonly string[], env: Environment = {}) {
  const invocation = await parseInvocation(argv, env, shapes);
  if (invocation.wants !== 'server') throw new Error('no server is wanted');
  return invocation.options;
}

async function refused(argv: readonly string[]): Promise<McpmError> {
  const outcome = await options(argv).catch((error: unknown) => error);
  if (outcome instanceof McpmError) return outcome;
  throw new Error('nothing was refused', { cause: outcome });
}

test('a file gives options by name or flag; a variable wins over it, an argument over both', async () => {
  await using home = temporaryHome();
  const file = join(home.path, 'mcpm.yaml');
  writeFileSync(
    file,
    'openapi: pets.yaml\nport: 4000\nlog-level: warn\nread-only: true\ninclude: tag:a\nheaders:\n  A: b\n',
  );
  expect(await options(['--config', file])).toMatchObject({
    openapi: join(home.path, 'pets.yaml'),
    port: 4000,
    logLevel: 'warn',
    readOnly: true,
    include: ['tag:a'],
    headers: { A: 'b' },
  });
  const env = { MCPM_CONFIG: file, MCPM_RUNNER_PORT: '5000', LOG_LEVEL: 'error' };
  expect(await options(['--log-level', 'debug'], env)).toMatchObject({ port: 5000, logLevel: 'debug', readOnly: true });
});

test('a file may be JSON, and its relative paths start at its own folder; URLs and texts stay what they are', async () => {
  await using home = temporaryHome();
  mkdirSync(join(home.path, 'etc'));
  const file = join(home.path, 'etc', 'mcpm.json');
  const given = {
    openapi: 'https://example.com/a.json',
    overlays: ['../o.yaml', 'https://example.com/o.yaml'],
    saveDir: '.',
  };
  writeFileSync(file, JSON.stringify(given));
  expect(await options(['--config', file])).toMatchObject({
    openapi: 'https://example.com/a.json',
    overlays: [join(home.path, 'o.yaml'), 'https://example.com/o.yaml'],
    saveDir: join(home.path, 'etc'),
  });
});

test.each([
  ['auth: *canary\n', 'quote values that begin with "*"'],
  ['auth: "a" "canary"\n', 'is neither JSON nor YAML'],
  ['auth: |canary canary\n', 'is neither JSON nor YAML'],
])('R34: a file that cannot be read is refused without quoting it: %j', async (text, expected) => {
  await using home = temporaryHome();
  const file = join(home.path, 'mcpm.yaml');
  writeFileSync(file, text);
  const { message } = await refused(['--openapi', 'a.yaml', '--config', file]);
  expect(message).toContain(expected);
  expect(message).not.toContain('canary');
});

test('R34: a URL that does not fit is told without its name and password', async () => {
  const { message } = await refused(['--openapi', 'a.yaml', '--base-url', 'ftp://user:canary@example.com/']);
  expect(message).toContain('--base-url "ftp://***@example.com/" does not fit');
});

test('a time that no timer can keep is refused', async () => {
  const times = ['--timeout', '--connect-timeout', '--first-byte-timeout', '--session-idle'];
  const { message } = await refused(['--openapi', 'a.yaml', ...times.flatMap((flag) => [flag, '2147483648'])]);
  for (const flag of times) expect(message).toContain(`${flag} 2147483648 does not fit`);
});

test('every wrong key and value of a file is told at once, with the file', async () => {
  await using home = temporaryHome();
  const file = join(home.path, 'mcpm.yaml');
  writeFileSync(file, 'openapi: a.yaml\nprot: 1\nport: many\nheaders: {X: 1}\nwatch: perhaps\n');
  const error = await refused(['--config', file]);
  expect(error.code).toBe('configuration_invalid');
  expect(error.faults.map(({ pointer }) => pointer).toSorted()).toEqual(
    ['headers', 'port', 'prot', 'watch'].map((key) => `${file}: ${key}`),
  );
  writeFileSync(file, 'openapi: [');
  expect((await refused(['--config', file])).message).toContain('neither JSON nor YAML');
  expect((await refused(['--config', join(home.path, 'none')])).message).toContain('ENOENT');
  expect((await refused(['--openapi', 'a', '--config', '-'])).code).toBe('usage_invalid');
});
