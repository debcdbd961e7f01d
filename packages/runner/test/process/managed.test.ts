import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:net';
import { ChildMessage, LISTEN_FD_VARIABLE } from '@mcpm/domain';
import { eventually, rawStreamableClient, startUpstream, temporaryHome } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { petsDocument, writeDocument } from '../pets-document.ts';
import { runnerArgs, startRunner, startStreamable, type RunnerProcess } from '../runner-process.ts';

/** The first message of a type, checked against the managed protocol. */
function message<T extends ChildMessage['type']>(
  runner: RunnerProcess,
  type: T,
): Promise<Extract<ChildMessage, { type: T }>> {
  return eventually(
    () => {
      const found = runner.messages
        .map((raw) => ChildMessage.parse(raw))
        .find((candidate): candidate is Extract<ChildMessage, { type: T }> => candidate.type === type);
      if (found === undefined)
        throw new Error(`no message "${type}" among ${JSON.stringify(runner.messages)}; ${runner.stderr()}`);
      return found;
    },
    { timeoutMs: 15_000 },
  );
}

test('a managed runner says when it is ready, and on which port, before anything else', async () => {
  await using home = temporaryHome();
  const file = writeDocument(home.path, petsDocument('http://127.0.0.1:9'));
  await using runner = startRunner([
    '--openapi',
    file,
    '--transport',
    'streamable',
    '--port',
    '0',
    '--managed',
    'true',
    '--auto-restart',
    'true',
  ]);
  const ready = await message(runner, 'ready');
  expect(ready).toEqual({
    type: 'ready',
    port: expect.any(Number),
    endpoint: '/mcp',
    tools: 2,
    warnings: 0,
    sandbox: { level: 'none', reason: expect.stringContaining('--permission') },
  });
  expect(runner.messages[0]).toEqual(ready);
  await using client = rawStreamableClient({ url: `http://127.0.0.1:${ready.port}/mcp`, era: 'modern' });
  expect(await client.listTools()).toHaveLength(3);
});

test('it answers each health check by its id with the delay of its event loop and its connections, and ignores what it does not know', async () => {
  await using home = temporaryHome();
  await using runner = startRunner([
    '--openapi',
    writeDocument(home.path, petsDocument('http://127.0.0.1:9')),
    '--transport',
    'streamable',
    '--port',
    '0',
    '--managed',
  ]);
  const { port } = await message(runner, 'ready');
  const client = rawStreamableClient({ url: `http://127.0.0.1:${port}/mcp` });
  await client.initialize();
  runner.child.send({ type: 'sing' });
  runner.child.send({ type: 'health-check', id: 41 });
  const health = await message(runner, 'health');
  expect(health).toMatchObject({ id: 41, connections: 1 });
  expect(health.eventLoopDelayMs).toBeGreaterThanOrEqual(0);
  await eventually(() => expect(runner.stderr()).toContain('not understood'));
  await client.close();
});

test('the figures come soon after a call', async () => {
  await using home = temporaryHome();
  await using upstream = await startUpstream();
  await using runner = startStreamable(writeDocument(home.path, petsDocument(upstream.url)), '--managed');
  const { port } = await message(runner, 'ready');
  await using client = rawStreamableClient({ url: `http://127.0.0.1:${port}/mcp`, era: 'modern' });
  await client.callTool('listPets');
  await client.callTool('listPets', { limit: 'x' });
  const stats = await message(runner, 'stats');
  expect(stats).toMatchObject({ calls: 2, errors: 1, tools: [{ tool: 'listPets', calls: 2, errors: 1 }] });
  expect(stats.latency?.p50).toBeGreaterThan(0);
});

test('a managed runner on stdio is ready without a port', async () => {
  await using home = temporaryHome();
  await using runner = startRunner([
    '--openapi',
    writeDocument(home.path, petsDocument('http://127.0.0.1:9')),
    '--managed',
  ]);
  expect(await message(runner, 'ready')).toMatchObject({ type: 'ready', tools: 2, warnings: 0 });
});

test('reload brings changed tools, and the number of them', async () => {
  await using home = temporaryHome();
  const file = writeDocument(home.path, petsDocument('http://127.0.0.1:9'));
  await using runner = startRunner(['--openapi', file, '--transport', 'sse', '--port', '0', '--managed']);
  await message(runner, 'ready');
  writeDocument(home.path, petsDocument('http://127.0.0.1:9', { '/one': { get: { operationId: 'one' } } }));
  runner.child.send({ type: 'reload' });
  expect(await message(runner, 'tools-changed')).toEqual({ type: 'tools-changed', tools: 1 });
});

/** The descriptor of a listening socket, which Node does not tell in its documented interface. */
function descriptorOf(server: Server): number {
  const { _handle: handle } = server as Server & { readonly _handle?: { readonly fd?: number } };
  if (handle?.fd === undefined) throw new Error('the server does not listen');
  return handle.fd;
}

test('an inherited socket is listened on, and its port is told', async () => {
  await using home = temporaryHome();
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const address = holder.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const args = runnerArgs(
    '--openapi',
    writeDocument(home.path, petsDocument('http://127.0.0.1:9')),
    '--transport',
    'streamable',
    '--port',
    '1',
    '--managed',
  );
  const child = spawn(process.execPath, args, {
    env: { ...process.env, [LISTEN_FD_VARIABLE]: '4' },
    stdio: ['pipe', 'ignore', 'ignore', 'ipc', descriptorOf(holder)],
  });
  try {
    const [ready] = await once(child, 'message');
    expect(ready).toMatchObject({ type: 'ready', port });
    holder.close();
    await using client = rawStreamableClient({ url: `http://127.0.0.1:${port}/mcp`, era: 'modern' });
    expect(await client.listTools()).toHaveLength(3);
  } finally {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
});
