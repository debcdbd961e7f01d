// A document that takes its time, or that cannot be had: clients are greeted at once, and told.
import { createServer } from 'node:net';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  eventually,
  keepsWithin,
  rawSseClient,
  rawStdioClient,
  rawStreamableClient,
  startUpstream,
  type RawMcpClient,
  type RawStreamableClient,
  type Upstream,
} from '@mcpm/test-kit';
import { conformanceDocument } from '../src/fixture/conformance-document.ts';
import { judgedRunner } from '../src/run/judged-runner.ts';
import { runnerCommand } from '../src/run/start-runner.ts';

/** Milliseconds within which the first request is answered. */
const GREETED_MS = 500;

const WAYS = [
  { transport: 'stdio', era: 'legacy' },
  { transport: 'stdio', era: 'modern' },
  { transport: 'streamable', era: 'legacy' },
  { transport: 'streamable', era: 'modern' },
  { transport: 'sse', era: 'legacy' },
] as const;
type Way = (typeof WAYS)[number];

let bin: string;
beforeAll(async () => {
  bin = await judgedRunner();
});

/** Starts a runner for a document and connects as soon as its door is open; the client has sent nothing yet. */
async function open(
  { transport, era }: Way,
  document: string,
  scope: AsyncDisposableStack,
): Promise<RawMcpClient | RawStreamableClient> {
  if (transport === 'stdio') return scope.use(rawStdioClient({ ...runnerCommand({ bin, document }), era }));
  const port = await freePort();
  const { command, args, env } = runnerCommand({
    bin,
    document,
    args: ['--transport', transport, '--port', String(port)],
  });
  const child = spawn(command, args, { env, stdio: 'ignore' });
  const exited = once(child, 'exit');
  scope.defer(async () => {
    child.kill('SIGTERM');
    await exited;
  });
  const url = `http://127.0.0.1:${port}/mcp`;
  await eventually(async () => {
    const response = await fetch(`http://127.0.0.1:${port}/nothing`);
    await response.body?.cancel();
  });
  return scope.use(transport === 'sse' ? rawSseClient({ url }) : rawStreamableClient({ url, era }));
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function greet(client: RawMcpClient): Promise<void> {
  await (client.era === 'legacy' ? client.initialize() : client.discover());
}

/** A client that was greeted, like those before it, in time; it is another runner with each try. */
async function greeted(
  way: Way,
  document: string,
  scope: AsyncDisposableStack,
): Promise<RawMcpClient | RawStreamableClient> {
  const clients: (RawMcpClient | RawStreamableClient)[] = [];
  const greeting = async () => {
    const client = await open(way, document, scope);
    clients.push(client);
    const start = performance.now();
    await greet(client);
    return performance.now() - start;
  };
  await keepsWithin(GREETED_MS, greeting, 2);
  return clients.at(-1)!;
}

/** An API that answers for its document with what `answer` resolves to. */
function documentAt(answer: (url: string) => Promise<{ status?: number; body: unknown }>): Promise<Upstream> {
  return startUpstream({ handler: async (request) => answer(`http://${request.headers.host}`) });
}

/** A document that is only given once `given` is called. */
async function withheldDocument(scope: AsyncDisposableStack): Promise<{ url: string; give: () => void }> {
  const gate = Promise.withResolvers<void>();
  const api = scope.use(
    await documentAt(async (url) => {
      await gate.promise;
      return { body: conformanceDocument(url) };
    }),
  );
  return { url: `${api.url}/openapi.json`, give: gate.resolve };
}

async function namesOf(client: RawMcpClient): Promise<readonly string[]> {
  return (await client.listTools()).map(({ name }) => name);
}

describe.each(WAYS)('R40: over $transport, $era', (way) => {
  test('R40: a client is greeted within 500 ms, and a list that is asked for meanwhile waits a little for the document', async () => {
    await using scope = new AsyncDisposableStack();
    const document = await withheldDocument(scope);
    const client = await greeted(way, document.url, scope);
    const listed = namesOf(client);
    document.give();
    expect(await listed).toContain('echo');
  });

  test.each([
    ['answers 500', { status: 500, body: 'no' }, '500'],
    ['is a page for people', { body: '<html><body>Hello</body></html>' }, 'HTML'],
  ])('R40: a document that %s leaves a server with a tool that says so', async (_what, answer, said) => {
    await using scope = new AsyncDisposableStack();
    const api = scope.use(await documentAt(async () => answer));
    const client = await greeted(way, `${api.url}/openapi.json`, scope);
    expect(await namesOf(client)).toEqual(['document_status']);
    const { content } = await client.callTool('document_status');
    expect(content.map(({ text }) => text).join('\n')).toContain(said);
  });
});

/** Of the modern era only those are told who subscribed. */
async function listen(client: RawMcpClient | RawStreamableClient): Promise<void> {
  if ('listen' in client) await client.listen();
}

test.concurrent.each(WAYS.filter(({ transport, era }) => transport !== 'stdio' || era === 'legacy'))(
  'R40: whoever asked in vain for a document that takes its time is told when the tools are there: %j',
  async (way) => {
    await using scope = new AsyncDisposableStack();
    const document = await withheldDocument(scope);
    const client = await open(way, document.url, scope);
    await greet(client);
    await listen(client);
    expect(await namesOf(client)).toEqual(['document_status']);
    document.give();
    await eventually(() =>
      expect(client.notifications.map(({ method }) => method)).toContain('notifications/tools/list_changed'),
    );
    expect(await namesOf(client)).toContain('echo');
  },
);
