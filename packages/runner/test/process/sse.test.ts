import { rawSseClient, startUpstream, temporaryHome, type Upstream } from '@mcpm/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { petsDocument, writeDocument } from '../pets-document.ts';
import { startRunner, type RunnerProcess } from '../runner-process.ts';

let home: ReturnType<typeof temporaryHome>;
let upstream: Upstream;
let runner: RunnerProcess;
let url: string;

beforeAll(async () => {
  home = temporaryHome();
  upstream = await startUpstream({ handler: ({ url: asked }) => ({ body: { asked } }) });
  runner = startRunner([
    '--openapi',
    writeDocument(home.path, petsDocument(upstream.url)),
    '--transport',
    'sse',
    '--port',
    '0',
  ]);
  url = await runner.url();
});

afterAll(async () => {
  await runner[Symbol.asyncDispose]();
  await upstream.close();
  await home.remove();
});

test.each(['/sse', '/mcp'])(
  'a stream opened at %s names where to post, and tools are listed and called over it',
  async (path) => {
    await using client = rawSseClient({ url: new URL(path, url).href });
    const endpoint = new URL(await client.connect());
    expect(endpoint.pathname).toBe('/messages');
    expect(endpoint.searchParams.get('sessionId')).toBeTruthy();
    expect(await client.initialize()).toMatchObject({ protocolVersion: '2024-11-05' });
    expect((await client.listTools()).map(({ name }) => name)).toEqual(['listPets', 'createPet', 'read_answer']);
    expect((await client.callTool('listPets', { limit: 4 })).content[0]?.text).toContain('/pets?limit=4');
    expect(await client.callTool('listPets', { limit: 0 })).toMatchObject({ isError: true });
    await expect(client.callTool('nothing')).rejects.toMatchObject({ code: -32_602 });
  },
);

test('R39: the same id on two streams is answered on each with its own result', async () => {
  const clients = Array.from({ length: 4 }, () => rawSseClient({ url: new URL('/sse', url).href }));
  await Promise.all(clients.map((client) => client.initialize()));
  const results = await Promise.all(clients.map((client, index) => client.callTool('listPets', { limit: index + 1 })));
  expect(results.map(({ content }) => JSON.parse(content[0]?.text ?? '{}').asked)).toEqual(
    [1, 2, 3, 4].map((limit) => `/pets?limit=${limit}`),
  );
  await Promise.all(clients.map((client) => client.close()));
});

test('R38: a post to an unknown session is 404, of no message 400, from a foreign origin 403; the stream lives on', async () => {
  await using client = rawSseClient({ url: new URL('/sse', url).href });
  const endpoint = await client.connect();
  const post = async (to: string | URL, body: string, headers: Readonly<Record<string, string>> = {}) => {
    const response = await fetch(to, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    await response.text();
    return response.status;
  };
  const ping = '{"jsonrpc":"2.0","id":1,"method":"ping"}';
  expect(await post(new URL('/messages?sessionId=made-up', url), ping)).toBe(404);
  expect(await post(new URL('/messages', url), ping)).toBe(404);
  expect(await post(endpoint, '{"jsonrpc":')).toBe(400);
  expect(await post(endpoint, '{"hello":1}')).toBe(400);
  expect(await post(endpoint, 'x'.repeat(4 * 1024 * 1024 + 1))).toBe(413);
  expect(await post(endpoint, ping, { origin: 'https://evil.test' })).toBe(403);
  expect(await post(endpoint, ping)).toBe(202);
  await client.initialize();
  expect(await client.listTools()).toHaveLength(3);
});
