import { once } from 'node:events';
import { createServer } from 'node:http';
import { rawSseClient } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { openSse } from '../../../src/mcp/sse/serve-sse.ts';
import { openParts } from '../open-parts.ts';

async function open(limits?: { readonly maxSessions: number }) {
  const { parts } = await openParts();
  const endpoint = openSse(parts, '/mcp', limits);
  const server = createServer((request, response) => {
    const principal = String(request.headers['x-principal'] ?? 'local');
    void endpoint.handle(request, response, { principal, headers: {} });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  return {
    url,
    endpoint,
    [Symbol.asyncDispose]: async () => {
      await endpoint.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

async function openStream(url: string, principal: string) {
  const leave = new AbortController();
  const stream = await fetch(`${url}/sse`, { headers: { 'x-principal': principal }, signal: leave.signal });
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  const first = (await reader?.read())?.value ?? '';
  const post = /data: (\S+)/.exec(first)?.[1] ?? '';
  const say = (as: string, body: unknown) =>
    fetch(`${url}${post}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-principal': as },
      body: JSON.stringify(body),
    });
  return { status: stream.status, say, next: async () => (await reader?.read())?.value, leave: () => leave.abort() };
}

const ping = { jsonrpc: '2.0', id: 1, method: 'ping' };

test('a stream is its principal’s; to anybody else it is not there', async () => {
  await using served = await open();
  const { say, next, leave } = await openStream(served.url, 'anna');
  expect((await say('bert', ping)).status).toBe(404);
  expect((await say('anna', ping)).status).toBe(202);
  expect(await next()).toBe('event: message\ndata: {"jsonrpc":"2.0","id":1,"result":{}}\n\n');
  leave();
});

test('messages that are none are refused, batches are taken', async () => {
  await using served = await open();
  const { say, leave } = await openStream(served.url, 'anna');
  for (const body of [7, [], [ping, 7], { jsonrpc: '2.0' }]) expect((await say('anna', body)).status).toBe(400);
  expect((await say('anna', [ping, { ...ping, id: 2 }])).status).toBe(202);
  leave();
});

test('more streams than there may be are refused for a while', async () => {
  await using served = await open({ maxSessions: 1 });
  const { leave } = await openStream(served.url, 'anna');
  const refused = await fetch(`${served.url}/sse`);
  expect(refused.status).toBe(503);
  expect(refused.headers.get('retry-after')).toBe('30');
  expect(served.endpoint.connections()).toBe(1);
  leave();
});

test('a whole conversation goes over one stream', async () => {
  await using served = await open();
  const client = rawSseClient({ url: `${served.url}/sse` });
  await client.initialize();
  expect((await client.listTools()).map(({ name }) => name)).toContain('listPets');
  expect((await client.callTool('listPets', { limit: 1 })).content[0]?.text).toBe('{"limit":1}');
  await client.close();
});
