import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { rawSseClient, startUpstream, type UpstreamHandler } from '../../src/index.ts';
import { answerTo } from './scripted-server.ts';

// An HTTP+SSE server: answers ride the one stream; `tools/call` of `leave` ends it.
function sseServer(endpoint: string): UpstreamHandler {
  let stream: ServerResponse | undefined;
  return ({ method, body }, response) => {
    if (method === 'GET') {
      stream = response.writeHead(200, { 'content-type': 'text/event-stream' });
      stream.write(`event: endpoint\ndata: ${endpoint}\n\n`);
      return undefined;
    }
    const message = JSON.parse(body.toString('utf8'));
    const answer = answerTo(message);
    if (message.params?.name === 'leave') stream?.end();
    else if (answer !== undefined) stream?.write(`event: message\ndata: ${JSON.stringify(answer)}\n\n`);
    return { status: 202 };
  };
}

describe('rawSseClient', () => {
  test('the endpoint event names where requests go, and answers come by the stream', async () => {
    await using upstream = await startUpstream({ handler: sseServer('/messages?sessionId=7') });
    await using client = rawSseClient({ url: `${upstream.url}/sse`, token: 't0' });
    await client.initialize();
    expect((await client.listTools()).map(({ name }) => name)).toEqual(['one', 'two']);
    expect(await client.callTool('one', { a: 1 })).toMatchObject({ content: [{ text: '{"a":1}' }] });
    const [get, initialize, ...others] = upstream.requests;
    expect(get).toMatchObject({
      method: 'GET',
      url: '/sse',
      headers: { accept: 'text/event-stream', authorization: 'Bearer t0' },
    });
    expect(JSON.parse(String(initialize?.body))).toMatchObject({
      method: 'initialize',
      params: { protocolVersion: '2024-11-05' },
    });
    for (const { url } of others) expect(url).toBe('/messages?sessionId=7');
    await expect(client.request('no/such')).rejects.toMatchObject({ code: -32601 });
  });

  test('an absolute endpoint is taken as it is', async () => {
    await using upstream = await startUpstream({ handler: sseServer('http://127.0.0.1:1/post') });
    await using client = rawSseClient({ url: `${upstream.url}/sse` });
    expect(await client.connect()).toBe('http://127.0.0.1:1/post');
  });

  test('the end of the stream fails what waits', async () => {
    await using upstream = await startUpstream({ handler: sseServer('/post') });
    await using client = rawSseClient({ url: upstream.url });
    await expect(client.callTool('leave')).rejects.toThrow('The server ended the stream');
  });

  test('a refused stream is told with its status', async () => {
    await using upstream = await startUpstream({ handler: () => ({ status: 405, body: 'POST only' }) });
    await using client = rawSseClient({ url: upstream.url });
    await expect(client.initialize()).rejects.toMatchObject({
      status: 405,
      message: 'GET was answered 405, not a stream: POST only',
    });
  });
});
