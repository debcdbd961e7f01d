import { describe, expect, test } from 'vitest';
import {
  eventually,
  rawStreamableClient,
  startUpstream,
  type JsonRpcMessage,
  type UpstreamHandler,
} from '../../src/index.ts';
import { answerTo } from './scripted-server.ts';

const META = 'io.modelcontextprotocol/';

// A Streamable HTTP server: JSON answers, but an event stream with a notification first for `tools/call`; 202 for notifications.
const serve: UpstreamHandler = ({ method, body }, response) => {
  if (method === 'GET') {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('data: {"jsonrpc":"2.0","method":"notifications/tools/list_changed"}\n\n');
    return undefined;
  }
  if (method === 'DELETE') return {};
  const message: JsonRpcMessage = JSON.parse(body.toString('utf8'));
  const answer = answerTo(message);
  if (message.method === 'subscriptions/listen') {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('data: {"jsonrpc":"2.0","method":"notifications/subscriptions/acknowledged"}\n\n');
    return undefined;
  }
  if (message.params?.['name'] === 'stalls') return undefined;
  if (message.method === 'tools/call') {
    const events = [
      'id: 1\ndata:\n\n',
      'data: {"jsonrpc":"2.0","method":"notifications/progress"}\n\n',
      `data: ${JSON.stringify(answer)}\n\n`,
    ];
    return { headers: { 'content-type': 'text/event-stream' }, body: events.join('') };
  }
  return answer === undefined ? { status: 202 } : { headers: { 'mcp-session-id': 's1' }, body: answer };
};

describe('rawStreamableClient, legacy', () => {
  test('the session and the agreed version travel with every request after initialize, and close ends the session', async () => {
    await using upstream = await startUpstream({ handler: serve });
    await using client = rawStreamableClient({ url: `${upstream.url}/mcp`, token: 't0' });
    await client.initialize();
    expect(client.sessionId).toBe('s1');
    expect((await client.listTools()).map(({ name }) => name)).toEqual(['one', 'two']);
    await client.close();
    const [initialize, initialized, ...others] = upstream.requests.map(({ headers }) => headers);
    expect(initialize).toMatchObject({ authorization: 'Bearer t0', accept: 'application/json, text/event-stream' });
    expect(initialize).not.toHaveProperty('mcp-protocol-version');
    for (const headers of [initialized, ...others])
      expect(headers).toMatchObject({ 'mcp-session-id': 's1', 'mcp-protocol-version': '2025-06-18' });
    expect(upstream.requests.map(({ method }) => method)).toEqual(['POST', 'POST', 'POST', 'POST', 'DELETE']);
  });

  test('an answer on an event stream is found behind the notification, which is kept', async () => {
    await using upstream = await startUpstream({ handler: serve });
    await using client = rawStreamableClient({ url: upstream.url });
    expect(await client.callTool('one', { a: [1] })).toMatchObject({ content: [{ text: '{"a":[1]}' }] });
    expect(client.notifications).toMatchObject([{ method: 'notifications/progress' }]);
  });

  test('the standing stream delivers notifications', async () => {
    await using upstream = await startUpstream({ handler: serve });
    await using client = rawStreamableClient({ url: upstream.url });
    await client.listen();
    await eventually(() =>
      expect(client.notifications).toMatchObject([{ method: 'notifications/tools/list_changed' }]),
    );
  });

  test('a refusal carries its HTTP status, with or without a JSON-RPC error', async () => {
    await using upstream = await startUpstream({ handler: () => ({ status: 401, body: 'who are you' }) });
    await using client = rawStreamableClient({ url: upstream.url });
    await expect(client.initialize()).rejects.toMatchObject({
      status: 401,
      message: 'initialize was answered 401: who are you',
    });
    upstream.respond(() => ({
      status: 404,
      body: { jsonrpc: '2.0', id: null, error: { code: -32001, message: 'No session' } },
    }));
    await expect(client.request('ping')).rejects.toMatchObject({ status: 404, code: -32001, message: 'No session' });
    await expect(client.listen()).rejects.toMatchObject({ status: 404 });
  });

  test('a stream that ends without the answer, and a connection refused, fail the request', async () => {
    const upstream = await startUpstream({
      handler: () => ({ headers: { 'content-type': 'text/event-stream' }, body: ': bye\n\n' }),
    });
    await using client = rawStreamableClient({ url: upstream.url });
    await expect(client.request('ping')).rejects.toThrow('ended without its answer');
    await upstream.close();
    await expect(client.request('ping')).rejects.toThrow('ECONNREFUSED');
  });

  test('aborting sends a cancellation', async () => {
    await using upstream = await startUpstream({ handler: serve });
    await using client = rawStreamableClient({ url: upstream.url });
    const aborting = new AbortController();
    const call = client.request('tools/call', { name: 'stalls' }, { signal: aborting.signal });
    await eventually(() => expect(upstream.requests).toHaveLength(1));
    aborting.abort();
    await expect(call).rejects.toThrow('was cancelled');
    await eventually(() =>
      expect(upstream.requests[1]?.body.toString()).toContain('"notifications/cancelled","params":{"requestId":1}'),
    );
  });
});

describe('rawStreamableClient, modern', () => {
  test('every request carries its `_meta`, and headers that repeat the body', async () => {
    await using upstream = await startUpstream({ handler: serve });
    await using client = rawStreamableClient({ url: upstream.url, era: 'modern', capabilities: { elicitation: {} } });
    await client.discover();
    await client.listTools();
    await client.callTool('one');
    await client.callTool('一覧');
    const [discover, firstPage, , call, cjk] = upstream.requests;
    expect(JSON.parse(String(discover?.body))).toMatchObject({
      method: 'server/discover',
      params: {
        _meta: { [`${META}protocolVersion`]: '2026-07-28', [`${META}clientCapabilities`]: { elicitation: {} } },
      },
    });
    expect(discover?.headers).toMatchObject({ 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'server/discover' });
    expect(firstPage?.headers).not.toHaveProperty('mcp-session-id');
    expect(call?.headers).toMatchObject({ 'mcp-method': 'tools/call', 'mcp-name': 'one' });
    expect(cjk?.headers).toMatchObject({ 'mcp-name': `=?base64?${Buffer.from('一覧').toString('base64')}?=` });
  });

  test('listening is acknowledged, and aborting a call cuts its connection', async () => {
    await using upstream = await startUpstream({ handler: serve });
    await using client = rawStreamableClient({ url: upstream.url, era: 'modern' });
    await client.listen();
    expect(client.notifications).toMatchObject([{ method: 'notifications/subscriptions/acknowledged' }]);
    const closed = Promise.withResolvers<void>();
    upstream.respond((_request, response) => void response.on('close', closed.resolve));
    const aborting = new AbortController();
    const call = client.request('tools/call', { name: 'x' }, { signal: aborting.signal });
    await eventually(() => expect(upstream.requests).toHaveLength(2));
    aborting.abort();
    await expect(call).rejects.toThrow('was cancelled');
    await closed.promise;
  });

  test('post sends any body and headers, and returns whatever is answered', async () => {
    await using upstream = await startUpstream({ handler: () => ({ status: 400, body: 'no' }) });
    await using client = rawStreamableClient({ url: upstream.url, era: 'modern' });
    expect(await client.post('{broken', { 'Mcp-Method': 'ping', Origin: 'http://evil.example' })).toMatchObject({
      status: 400,
      text: 'no',
    });
    expect(upstream.requests[0]).toMatchObject({ headers: { 'mcp-method': 'ping', origin: 'http://evil.example' } });
    expect(upstream.requests[0]?.body.toString()).toBe('{broken');
  });
});
