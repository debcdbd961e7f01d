import { once } from 'node:events';
import { createServer } from 'node:net';
import { eventually, rawStreamableClient, temporaryHome } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { petsDocument, writeDocument } from '../pets-document.ts';
import { startRunner } from '../runner-process.ts';

async function takenPort() {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const address = holder.address();
  return { port: typeof address === 'object' && address !== null ? address.port : 0, free: () => holder.close() };
}

test('a server that crashed is started again, and ends with its parent on SIGTERM', async () => {
  await using home = temporaryHome();
  const { port, free } = await takenPort();
  await using keeper = startRunner([
    '--openapi',
    writeDocument(home.path, petsDocument('http://127.0.0.1:9')),
    '--transport',
    'streamable',
    '--port',
    `${port}`,
    '--auto-restart',
  ]);
  await eventually(() => expect(keeper.stderr()).toContain('exit code 73; it is started again in 1 s'), {
    timeoutMs: 15_000,
  });
  free();
  const url = await keeper.url();
  await using client = rawStreamableClient({ url, era: 'modern' });
  expect(await client.listTools()).toHaveLength(3);
  keeper.child.kill('SIGTERM');
  expect(await keeper.exited).toBe(0);
  await expect(fetch(url)).rejects.toThrow('fetch failed');
});

test('R42: a server whose parent is killed leaves by itself', async () => {
  await using home = temporaryHome();
  await using keeper = startRunner([
    '--openapi',
    writeDocument(home.path, petsDocument('http://127.0.0.1:9')),
    '--transport',
    'streamable',
    '--port',
    '0',
    '--auto-restart',
  ]);
  const url = await keeper.url();
  keeper.child.kill('SIGKILL');
  await eventually(() => expect(fetch(url)).rejects.toThrow('fetch failed'));
});

test('a document that cannot be used is not tried again', async () => {
  await using home = temporaryHome();
  await using keeper = startRunner([
    '--openapi',
    writeDocument(home.path, 'nothing'),
    '--transport',
    'sse',
    '--port',
    '0',
    '--fail-fast',
    '--auto-restart',
  ]);
  expect(await keeper.exited).toBe(65);
  await eventually(() => expect(keeper.stderr()).toContain('is not started again'));
});
