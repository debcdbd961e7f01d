import { once } from 'node:events';
import {
  Client,
  SSEClientTransport,
  StreamableHTTPClientTransport,
  type Transport,
} from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { eventually, keepsWithin, startUpstream, temporaryHome, type Upstream } from '@mcpm/test-kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { petsDocument, writeDocument } from '../pets-document.ts';
import { runnerArgs, startRunner, type RunnerProcess } from '../runner-process.ts';

let home: ReturnType<typeof temporaryHome>;
let upstream: Upstream;
let document: string;
const runners = new Map<string, RunnerProcess>();

beforeAll(async () => {
  home = temporaryHome();
  upstream = await startUpstream();
  document = writeDocument(home.path, petsDocument(upstream.url));
  for (const transport of ['sse', 'streamable'])
    runners.set(transport, startRunner(['--openapi', document, '--transport', transport, '--port', '0']));
});

afterAll(async () => {
  for (const runner of runners.values()) await runner[Symbol.asyncDispose]();
  await upstream.close();
  await home.remove();
});

async function transportOf(name: string): Promise<Transport> {
  if (name === 'stdio')
    return new StdioClientTransport({
      command: process.execPath,
      args: runnerArgs('--openapi', document),
      stderr: 'ignore',
    });
  const url = new URL((await runners.get(name)?.url()) ?? '');
  return name === 'sse' ? new SSEClientTransport(url) : new StreamableHTTPClientTransport(url);
}

async function connect(transport: string, mode: 'legacy' | 'auto'): Promise<Client & AsyncDisposable> {
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } });
  await client.connect(await transportOf(transport));
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.close() });
}

describe.each([
  ['stdio', 'legacy'],
  ['stdio', 'auto'],
  ['streamable', 'legacy'],
  ['streamable', 'auto'],
  ['sse', 'legacy'],
] as const)('the official client over %s (%s)', (transport, mode) => {
  test('R21: sees the events of a stream while they come, and all of them in the result', async () => {
    await using client = await connect(transport, mode);
    const seen: { readonly progress: number; readonly message?: string | undefined }[] = [];
    upstream.respond(async (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('event: tick\ndata: {"n":1}\n\n');
      // The stream goes on only once the client knows of its beginning.
      await eventually(() => expect(seen).toHaveLength(1));
      response.end('id: 2\ndata: last\n\n');
    });
    const result = await client.callTool(
      { name: 'listPets', arguments: {} },
      { onprogress: (progress) => void seen.push(progress), resetTimeoutOnProgress: true },
    );
    expect(seen.map(({ message }) => message)).toEqual(['tick: {"n":1}']);
    expect(seen[0]?.progress).toBe(1);
    expect(result.content).toEqual([
      { type: 'text', text: '{"event":"tick","data":{"n":1}}\n{"id":"2","data":"last"}' },
    ]);
  });

  test.each([
    ['a stream in flight', true],
    ['a request without an answer', false],
  ])('R42: cancels %s, and the upstream is rid of it within 100 ms', async (_title, answers) => {
    await using client = await connect(transport, mode);
    const closed: Promise<number>[] = [];
    upstream.respond((_request, response) => {
      closed.push(once(response, 'close').then(() => performance.now()));
      if (answers) response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n');
    });
    await keepsWithin(100, async (round) => {
      const stop = new AbortController();
      const seen: unknown[] = [];
      const call = client.callTool(
        { name: 'listPets', arguments: {} },
        { signal: stop.signal, onprogress: (progress) => void seen.push(progress) },
      );
      await eventually(() => expect(answers ? seen : closed).toHaveLength(answers ? 1 : round));
      const stoppedAt = performance.now();
      stop.abort();
      await expect(call).rejects.toThrow(/abort|cancel/i);
      return (await closed.at(-1)!) - stoppedAt;
    });
  });
});
