import {
  eventually,
  keepsWithin,
  rawSseClient,
  rawStdioClient,
  rawStreamableClient,
  startUpstream,
  temporaryHome,
  type RawMcpClient,
} from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { petsDocument, writeDocument } from '../pets-document.ts';
import { runnerArgs, startRunner } from '../runner-process.ts';

const document = JSON.stringify(petsDocument('http://127.0.0.1:9'));

/** A server of documents that keeps every request waiting until it is told what to answer. */
async function slowDocuments() {
  const answered = Promise.withResolvers<{ readonly status?: number; readonly body?: string }>();
  const server = await startUpstream({ handler: () => answered.promise });
  return {
    url: `${server.url}/openapi.json`,
    answer: answered.resolve,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

async function names(client: RawMcpClient): Promise<string[]> {
  return (await client.listTools()).map(({ name }) => name);
}

const HANDSHAKE_MS = 500;
const TOOLS = ['listPets', 'createPet', 'read_answer'];

/** Milliseconds of the handshake of a client that has said nothing yet. */
async function handshake(connect: () => Promise<RawMcpClient>): Promise<number> {
  await using client = await connect();
  const from = performance.now();
  await client.initialize();
  return performance.now() - from;
}

async function seesToolsArrive(connect: () => Promise<RawMcpClient>, answer: () => void): Promise<string[]> {
  await keepsWithin(HANDSHAKE_MS, () => handshake(connect), 2);
  await using client = await connect();
  await client.initialize();
  expect(await names(client)).toEqual(['document_status']);
  expect(JSON.stringify(await client.callTool('document_status', {}))).toContain('still being loaded');
  if ('listen' in client && typeof client.listen === 'function') await client.listen();
  answer();
  await eventually(
    () => expect(client.notifications.map(({ method }) => method)).toContain('notifications/tools/list_changed'),
    { timeoutMs: 10_000 },
  );
  return await names(client);
}

describe('a document that takes its time', () => {
  test('R40: stdio greets at once, says what it waits for, and tells of the tools when they are there', async () => {
    await using documents = await slowDocuments();
    const connect = async () => {
      const client = rawStdioClient({ command: process.execPath, args: runnerArgs('--openapi', documents.url) });
      // What is measured is the greeting, not the start of a process from source.
      await eventually(() => expect(client.stderr()).toContain('Serving MCP'), { timeoutMs: 15_000 });
      return client;
    };
    const tools = await seesToolsArrive(connect, () => documents.answer({ body: document }));
    expect(tools).toEqual(TOOLS);
  });

  test.each([
    ['streamable', rawStreamableClient],
    ['sse', rawSseClient],
  ] as const)('R40: so does %s', async (transport, connect) => {
    await using documents = await slowDocuments();
    await using runner = startRunner(['--openapi', documents.url, '--transport', transport, '--port', '0']);
    const url = await runner.url();
    const tools = await seesToolsArrive(
      async () => connect({ url }),
      () => documents.answer({ body: document }),
    );
    expect(tools).toEqual(TOOLS);
  });
});

describe('a document that cannot be had', () => {
  test('R40: its reason is told by the only tool, and a mended file brings the tools', async () => {
    await using home = temporaryHome();
    const file = writeDocument(home.path, '{"openapi": "3.1.0", ');
    await using client = rawStdioClient({
      command: process.execPath,
      args: runnerArgs('--openapi', file, '--watch'),
    });
    await client.initialize();
    expect(await names(client)).toEqual(['document_status']);
    const told = await client.callTool('document_status', {});
    expect(told).toMatchObject({ isError: true });
    expect(JSON.stringify(told)).toContain('document_unusable');
    expect(JSON.stringify(await client.callTool('listPets', {}))).toContain('document_unusable');
    writeDocument(home.path, document);
    await eventually(async () => expect(await names(client)).toContain('listPets'), { timeoutMs: 10_000 });
    expect(client.notifications.map(({ method }) => method)).toContain('notifications/tools/list_changed');
  });

  test('where nobody asks, the process leaves with the code of the failure', async () => {
    await using home = temporaryHome();
    const file = writeDocument(home.path, '{"openapi": "3.1.0", ');
    for (const transport of ['stdio', 'streamable', 'sse']) {
      await using unasked = startRunner(['--openapi', file, '--transport', transport, '--port', '0']);
      expect(await unasked.exited).toBe(65);
      await eventually(() => expect(unasked.stderr()).toContain('document_unusable'));
    }
  });

  test('an address that refuses is asked again until it answers; whoever leaves before then leaves with 69', async () => {
    let isThere = false;
    await using documents = await startUpstream({
      handler: () => (isThere ? { headers: { 'Content-Type': 'application/json' }, body: document } : { status: 503 }),
    });
    const args = ['--openapi', `${documents.url}/openapi.json`];
    await using hopeless = startRunner(args);
    hopeless.child.stdin?.write('{"jsonrpc":"2.0","id":1,"method":"ping"}\n');
    await eventually(() => expect(hopeless.stderr()).toContain('Clients get one tool'), { timeoutMs: 15_000 });
    hopeless.child.stdin?.end();
    expect(await hopeless.exited).toBe(69);
    await using client = rawStdioClient({ command: process.execPath, args: runnerArgs(...args) });
    await client.initialize();
    expect(await names(client)).toEqual(['document_status']);
    isThere = true;
    await eventually(async () => expect(await names(client)).toContain('listPets'), { timeoutMs: 15_000 });
  });
});
