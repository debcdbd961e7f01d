import { eventually, rawStreamableClient } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { Child } from '../child.ts';
import { openDoor, type Door } from '../door.ts';
import { promises } from '../promises.ts';

const ping = { jsonrpc: '2.0', id: 9, method: 'ping' };

async function enter(door: Door, headers: Readonly<Record<string, string>> = {}) {
  const client = rawStreamableClient({ url: door.url('tools'), headers });
  await client.initialize();
  return client;
}

test(`${promises.M22}, be the id right or made up`, async () => {
  await using child = new Child('speaks-stdio');
  await using door = await openDoor([child.stdio('tools')]);
  await using owner = await enter(door, { 'x-principal': 'ann' });
  await using thief = await enter(door, { 'x-principal': 'bob' });
  const stolen = { 'Mcp-Session-Id': owner.sessionId ?? '' };
  expect((await owner.post(ping)).status).toBe(200);
  expect((await thief.post(ping, stolen)).status).toBe(404);
  expect((await thief.post(ping, { 'Mcp-Session-Id': 'of-an-earlier-gateway' })).status).toBe(404);
});

test('a session ends with DELETE, and is unknown from then on', async () => {
  await using child = new Child('speaks-stdio');
  await using door = await openDoor([child.stdio('tools')]);
  await using client = await enter(door);
  const headers = { 'Mcp-Session-Id': client.sessionId ?? '' };
  const remove = () => fetch(door.url('tools'), { method: 'DELETE', headers });
  expect((await remove()).status).toBe(200);
  expect((await remove()).status).toBe(404);
  expect((await client.post(ping)).status).toBe(404);
});

test('a request that needs a session and has none, or names an unknown version, is refused with 400', async () => {
  await using child = new Child('speaks-stdio');
  await using door = await openDoor([child.stdio('tools')]);
  await using client = rawStreamableClient({ url: door.url('tools') });
  expect((await client.post(ping)).status).toBe(400);
  await client.initialize();
  expect((await client.post(ping, { 'MCP-Protocol-Version': '1999-01-01' })).status).toBe(400);
  expect((await client.post('{"jsonrpc":')).status).toBe(400);
  expect((await client.post({ jsonrpc: '1.0' })).status).toBe(400);
  expect((await client.post(ping, { 'Content-Type': 'text/plain' })).status).toBe(415);
});

test('a new standing stream takes over from the old one, which ends', async () => {
  await using child = new Child('speaks-stdio');
  await using door = await openDoor([child.stdio('tools')]);
  await using client = await enter(door);
  const headers = { 'Mcp-Session-Id': client.sessionId ?? '', Accept: 'text/event-stream' };
  const old = await fetch(door.url('tools'), { headers });
  expect(old.status).toBe(200);
  await client.listen();
  expect(await old.text()).toBe('');
  await client.callTool('change');
  await eventually(() => expect(client.notifications).toHaveLength(1));
});

test('a session that is unused for its time ends, one with an open stream does not', async () => {
  await using child = new Child('speaks-stdio');
  await using door = await openDoor([child.stdio('tools')], { idleMs: 1000 });
  await using idle = await enter(door);
  await using listening = await enter(door);
  await listening.listen();
  await eventually(() => expect(door.gateway.connections('id-tools')).toBe(1));
  expect((await idle.post(ping)).status).toBe(404);
  expect((await listening.post(ping)).status).toBe(200);
});

test('beyond the limit the session used longest ago ends', async () => {
  await using child = new Child('speaks-stdio');
  await using door = await openDoor([child.stdio('tools')], { maxSessions: 2 });
  await using first = await enter(door);
  await using second = await enter(door);
  await first.post(ping);
  await using third = await enter(door);
  const statuses = await Promise.all([first, second, third].map(async (client) => (await client.post(ping)).status));
  expect(statuses).toEqual([200, 404, 200]);
});

test('a batch is answered as a batch in the one version that has batches', async () => {
  await using child = new Child('speaks-stdio');
  await using door = await openDoor([child.stdio('tools')]);
  await using old = rawStreamableClient({ url: door.url('tools'), protocolVersion: '2025-03-26' });
  await old.initialize();
  const batch = [ping, { jsonrpc: '2.0', id: 10, method: 'tools/list' }];
  const answers = JSON.parse((await old.post(batch)).text) as { id: number }[];
  expect(answers.map(({ id }) => id)).toEqual([9, 10]);
  await using later = await enter(door);
  expect((await later.post(batch)).status).toBe(400);
});

test('a legacy client that disconnects cancels nothing; its notification does', async () => {
  await using child = new Child('speaks-stdio');
  await using door = await openDoor([child.stdio('tools')]);
  await using client = await enter(door);
  const headers = {
    'Mcp-Session-Id': client.sessionId ?? '',
    'Content-Type': 'application/json',
    Accept: 'application/json, text/event-stream',
  };
  const params = { name: 'hang', arguments: { value: 'on' } };
  const leaving = new AbortController();
  const call = fetch(door.url('tools'), {
    method: 'POST',
    headers,
    signal: leaving.signal,
    body: JSON.stringify({ jsonrpc: '2.0', id: 'x', method: 'tools/call', params }),
  });
  const left = call.catch(String);
  await child.says('hanging on');
  leaving.abort();
  expect(await left).toMatch(/abort/);
  await client.callTool('echo', { value: 'meanwhile' });
  expect(child.stderr).not.toContain('cancelled');
  await client.notify('notifications/cancelled', { requestId: 'x' });
  await child.says('cancelled on');
});
