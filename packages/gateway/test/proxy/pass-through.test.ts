import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually, rawStreamableClient } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { Child } from '../child.ts';
import { openDoor } from '../door.ts';

/** A server written by hand, behind a door. */
async function openDoorTo(listener: RequestListener, token?: string) {
  const http = createServer(listener);
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/mcp`;
  const target = {
    kind: 'http',
    id: 'id-hand',
    name: 'hand',
    runId: 1,
    transport: 'streamable',
    url,
    ...(token === undefined ? {} : { token }),
  } as const;
  const door = await openDoor([target]);
  return {
    url: door.url('hand'),
    async [Symbol.asyncDispose]() {
      await door[Symbol.asyncDispose]();
      http.closeAllConnections();
      http.close();
    },
  };
}

test("a client's token, cookies and origin stay outside; the server gets its own token and everything else", async () => {
  const seen: IncomingMessage['headers'][] = [];
  const listener: RequestListener = (request, response) => {
    seen.push(request.headers);
    response
      .writeHead(200, {
        'Content-Type': 'application/json',
        'Set-Cookie': 'login=stolen',
        'Access-Control-Allow-Origin': '*',
        'Mcp-Session-Id': 's',
      })
      .end('{}');
  };
  await using door = await openDoorTo(listener, 'of-the-server');
  const headers = {
    authorization: 'Bearer of-the-client',
    cookie: 'login=1',
    origin: 'http://console',
    'mcp-param-region': 'eu',
    'content-type': 'application/json',
  };
  const answer = await fetch(door.url, { method: 'POST', headers, body: '{"jsonrpc":"2.0"}' });
  expect(seen[0]).toMatchObject({ authorization: 'Bearer of-the-server', 'mcp-param-region': 'eu' });
  expect(seen[0]).not.toHaveProperty('cookie');
  expect(seen[0]).not.toHaveProperty('origin');
  expect(answer.headers.get('mcp-session-id')).toBe('s');
  expect(answer.headers.get('set-cookie')).toBeNull();
  expect(answer.headers.get('access-control-allow-origin')).toBeNull();
});

test('an event passes as soon as the server has written it, and a client that leaves ends the exchange at the server', async () => {
  let left = false;
  const listener: RequestListener = (_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write('data: first\n\n');
    response.once('close', () => {
      left = true;
    });
  };
  await using door = await openDoorTo(listener);
  const leaving = new AbortController();
  const stream = await fetch(door.url, { method: 'POST', body: '{}', signal: leaving.signal });
  const chunk = await stream.body?.getReader().read();
  expect(Buffer.from(chunk?.value ?? []).toString()).toBe('data: first\n\n');
  leaving.abort();
  await eventually(() => expect(left).toBe(true));
});

test('a stream that breaks in the middle of a call ends with an error for that call', async () => {
  const listener: RequestListener = (_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write('data: {"jsonrpc":"2.0","method":"notifications/progress","params":{}}\n\n', () =>
      response.destroy(),
    );
  };
  await using door = await openDoorTo(listener);
  await using client = rawStreamableClient({ url: door.url, era: 'modern' });
  await expect(client.callTool('any')).rejects.toMatchObject({
    code: -32_603,
    data: { code: 'upstream_unreachable', server: 'hand' },
  });
  expect(client.notifications).toHaveLength(1);
});

test("a server that refuses the gateway's token does not send the client to log in", async () => {
  await using door = await openDoorTo(
    (_request, response) => void response.writeHead(401, { 'WWW-Authenticate': 'Bearer' }).end(),
  );
  const answer = await fetch(door.url, { method: 'POST', body: '{"jsonrpc":"2.0","id":1,"method":"ping"}' });
  expect(answer.status).toBe(502);
  expect(answer.headers.get('www-authenticate')).toBeNull();
  expect(await answer.text()).toContain('does not accept the token of the gateway');
});

test('a session of a Streamable HTTP server passes through from initialize to DELETE', async () => {
  await using child = new Child('keeps-sessions');
  await using door = await openDoor([await child.http('tools', 'streamable')]);
  await using client = rawStreamableClient({ url: door.url('tools') });
  await client.initialize();
  await client.listen();
  await client.callTool('change');
  await eventually(() =>
    expect(client.notifications.map(({ method }) => method)).toEqual(['notifications/tools/list_changed']),
  );
  const headers = { 'Mcp-Session-Id': client.sessionId ?? '' };
  expect((await fetch(door.url('tools'), { method: 'DELETE', headers })).status).toBe(200);
  expect((await client.post({ jsonrpc: '2.0', id: 1, method: 'ping' })).status).toBe(404);
});

test('the HTTP+SSE paths of a Streamable HTTP server name the right place, and a foreign method its alternatives', async () => {
  await using door = await openDoorTo((_request, response) => void response.end());
  const refused = await fetch(`${door.url}/sse`);
  expect(refused.status).toBe(404);
  expect(await refused.json()).toMatchObject({ code: 'route_not_found', next: 'Connect to /mcp/hand instead.' });
  const put = await fetch(door.url, { method: 'PUT' });
  expect(put.status).toBe(405);
  expect(put.headers.get('allow')).toBe('GET, POST, DELETE');
});

test("a message for a stream of HTTP+SSE that does not exist, or is another principal's, is answered 404", async () => {
  await using child = new Child('speaks-sse');
  await using door = await openDoor([await child.http('old', 'sse')]);
  const stream = await fetch(door.url('old', '/sse'), { headers: { 'x-principal': 'ann' } });
  const first = await stream.body?.getReader().read();
  const path = /data: (.*)\n/.exec(Buffer.from(first?.value ?? []).toString())?.[1] ?? '';
  const post = async (to: string, principal: string) => {
    const headers = { 'x-principal': principal, 'content-type': 'application/json' };
    return (
      await fetch(new URL(to, door.url('old')), {
        method: 'POST',
        headers,
        body: '{"jsonrpc":"2.0","id":1,"method":"ping"}',
      })
    ).status;
  };
  expect(await post(path, 'ann')).toBe(202);
  expect(await post(path, 'bob')).toBe(404);
  expect(await post('/mcp/old/messages?sessionId=guessed', 'ann')).toBe(404);
});
