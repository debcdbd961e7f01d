// A start that cannot succeed says why in one message and leaves with a code that is not 0.
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { temporaryHome } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { spawnProduct } from '../src/start-product.ts';

/** Starts the product and resolves to how it ended. */
async function failingStart(
  home: string,
  variables: Record<string, string>,
): Promise<{ readonly code: number | null; readonly stderr: string }> {
  const child = spawnProduct(home, variables);
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stderr };
}

test('all bad variables are told at once, each with its value and what it should be', async () => {
  await using home = temporaryHome();
  const bad = {
    MCPM_PORT: 'abc',
    PROCESS_TIMEOUT: '-1',
    MCP_DEFAULT_TRANSPORT: 'pigeon',
    LOG_LEVEL: 'loud',
    LOG_MAX_SIZE: 'ten',
  };
  const { code, stderr } = await failingStart(home.path, bad);
  expect(code).toBe(78);
  for (const [name, value] of Object.entries(bad)) expect(stderr).toMatch(new RegExp(`${name}: .*"${value}"`));
  expect(stderr).toContain('configuration_invalid');
});

test('a taken port is named with the way out', async () => {
  await using home = temporaryHome();
  const squatter = createServer().listen(0, '127.0.0.1');
  await once(squatter, 'listening');
  const { port } = squatter.address() as AddressInfo;
  const { code, stderr } = await failingStart(home.path, { MCPM_PORT: String(port) });
  squatter.close();
  expect(code).toBe(73);
  expect(stderr).toContain(`127.0.0.1:${port}`);
  expect(stderr).toContain('MCPM_PORT');
});

test('an unwritable home is named with the way out', async () => {
  await using home = temporaryHome();
  const file = join(home.path, 'a-file');
  writeFileSync(file, '');
  const { code, stderr } = await failingStart(home.path, { MCPM_HOME: file });
  expect(code).toBe(78);
  expect(stderr).toContain(file);
  expect(stderr).toContain('MCPM_HOME');
});

test('an address other machines reach is refused without TLS in front or an explicit word', async () => {
  await using home = temporaryHome();
  const { code, stderr } = await failingStart(home.path, { MCPM_HOST: '0.0.0.0' });
  expect(code).toBe(78);
  expect(stderr).toContain('MCPM_BEHIND_TLS');
});

test('a damaged database is named, and nothing is overwritten', async () => {
  await using home = temporaryHome();
  const file = join(home.path, 'broken.db');
  writeFileSync(file, 'this is no database, and it is longer than a header of SQLite would be; it stays as it is');
  const { code, stderr } = await failingStart(home.path, { DATABASE_URL: `file:${file}` });
  expect(code).toBe(78);
  expect(stderr).toContain('store_unusable');
  expect(stderr).toContain(file);
});
