import {
  eventually,
  keepsWithin,
  rawSseClient,
  rawStreamableClient,
  startUpstream,
  temporaryHome,
} from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { petsDocument, writeDocument } from '../pets-document.ts';
import { startRunner, startStreamable, type RunnerProcess } from '../runner-process.ts';

const WITHIN_MS = 2_000;

/** Milliseconds until it is gone after the push; it leaves with 0. */
async function leavesAfter(runner: RunnerProcess, push: () => void): Promise<number> {
  const start = performance.now();
  push();
  expect(await runner.exited).toBe(0);
  return performance.now() - start;
}

/** Milliseconds until a server with open streams and a call that hangs is gone. */
async function leavesInUse(signal: NodeJS.Signals): Promise<number> {
  await using home = temporaryHome();
  let cut = false;
  await using upstream = await startUpstream({
    handler: (_request, response) => void response.once('close', () => (cut = true)),
  });
  await using runner = startStreamable(writeDocument(home.path, petsDocument(upstream.url)));
  const url = await runner.url();
  const legacy = rawStreamableClient({ url });
  await legacy.initialize();
  await legacy.listen();
  const modern = rawStreamableClient({ url, era: 'modern' });
  await modern.listen();
  const call = legacy.callTool('listPets');
  call.catch(() => undefined);
  await eventually(() => expect(upstream.requests).toHaveLength(1));
  const took = await leavesAfter(runner, () => runner.child.kill(signal));
  await eventually(() => expect(cut).toBe(true));
  await expect(fetch(url)).rejects.toThrow('fetch failed');
  return took;
}

test.each(['SIGTERM', 'SIGINT'] as const)(
  'R42: on %s a server with open streams and a call that hangs is gone within two seconds, the upstream request cut',
  async (signal) => {
    await keepsWithin(WITHIN_MS, () => leavesInUse(signal), 2);
  },
);

test('R42: a call that is nearly done is answered before the server leaves', async () => {
  await using home = temporaryHome();
  const release = Promise.withResolvers<void>();
  await using upstream = await startUpstream({ handler: () => release.promise.then(() => ({ body: 'in time' })) });
  await using runner = startStreamable(writeDocument(home.path, petsDocument(upstream.url)));
  const client = rawStreamableClient({ url: await runner.url(), era: 'modern' });
  const call = client.callTool('listPets');
  await eventually(() => expect(upstream.requests).toHaveLength(1));
  runner.child.kill('SIGTERM');
  await eventually(() => expect(runner.stderr()).toContain('Leaving'));
  release.resolve();
  expect((await call).content[0]?.text).toContain('in time');
  expect(await runner.exited).toBe(0);
});

test('R42: the end of standard input ends a stdio server', async () => {
  await using home = temporaryHome();
  const file = writeDocument(home.path, petsDocument('http://127.0.0.1:9'));
  const leaves = async () => {
    await using runner = startRunner(['--openapi', file]);
    await eventually(() => expect(runner.stderr()).toContain('Serving MCP'), { timeoutMs: 15_000 });
    return await leavesAfter(runner, () => runner.child.stdin?.end());
  };
  await keepsWithin(WITHIN_MS, leaves, 2);
});

test('standard input means nothing to a server on HTTP that is not managed', async () => {
  await using home = temporaryHome();
  await using runner = startRunner([
    '--openapi',
    writeDocument(home.path, petsDocument('http://127.0.0.1:9')),
    '--transport',
    'sse',
    '--port',
    '0',
  ]);
  runner.child.stdin?.end();
  await using client = rawSseClient({ url: await runner.url() });
  await client.initialize();
  expect(await client.listTools()).toHaveLength(3);
});

test('a server whose log nobody reads any more serves on', async () => {
  await using home = temporaryHome();
  const file = writeDocument(home.path, petsDocument('http://127.0.0.1:9'));
  await using runner = startRunner(['--openapi', file, '--transport', 'sse', '--port', '0', '--log-level', 'debug']);
  const url = await runner.url();
  runner.child.stderr?.destroy();
  runner.child.kill('SIGHUP');
  await using client = rawSseClient({ url });
  await client.initialize();
  expect(await client.callTool('listPets')).toMatchObject({ isError: true });
});

test.each([
  ['the end of standard input', (runner: RunnerProcess) => void runner.child.stdin?.end()],
  ['the message shutdown', (runner: RunnerProcess) => void runner.child.send({ type: 'shutdown' })],
  ['the loss of its parent', (runner: RunnerProcess) => runner.child.disconnect()],
])('R42: %s ends a managed server', async (_reason, push) => {
  await using home = temporaryHome();
  const file = writeDocument(home.path, petsDocument('http://127.0.0.1:9'));
  const leaves = async () => {
    await using runner = startRunner(['--openapi', file, '--transport', 'sse', '--port', '0', '--managed']);
    await runner.url();
    return await leavesAfter(runner, () => push(runner));
  };
  await keepsWithin(WITHIN_MS, leaves, 2);
});
