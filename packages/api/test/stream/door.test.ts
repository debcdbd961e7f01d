import { createConnection } from 'node:net';
import { eventually } from '@mcpm/test-kit';
import { describe, expect, it } from 'vitest';
import { openApi } from '../open-api.ts';
import { promises } from '../promises.ts';
import { connect, listen, viewer } from './reader.ts';

describe(`${promises.M39} (WebSocket)`, () => {
  it.each([
    ['no token', {}, 401],
    ['a token nobody has', { authorization: 'Bearer guess' }, 401],
    ['a foreign Origin', { ...viewer, origin: 'https://evil.example' }, 403],
    ['a foreign Host', { ...viewer, host: 'evil.example' }, 403],
  ])('the stream is closed to %s', async (_what, headers, status) => {
    const { app } = await openApi();
    await expect(connect(app, headers)).rejects.toThrow(`status ${status}`);
  });

  it('the stream opens for a login cookie from the same host', async () => {
    const { app } = await openApi();
    const login = await app.inject({ method: 'POST', url: '/api/auth/login', payload: { code: 'once' } });
    const cookie = String(login.headers['set-cookie']).split(';')[0]!;
    const reader = await connect(app, { cookie, origin: `http://127.0.0.1:${await listen(app)}` });
    await reader.subscribe({ topic: 'servers' });
    expect(reader.data('servers')).toHaveLength(1);
  });
});

it.each(['/nowhere', '/api/nothing', '/api/servers', '/api/servers/%zz'])(
  'a socket that asks for an upgrade at %s is answered and closed',
  async (path) => {
    const { app } = await openApi();
    const socket = createConnection({ host: '127.0.0.1', port: await listen(app) });
    const closed = new Promise((resolve) => socket.once('close', resolve));
    const key = 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==';
    socket
      .resume()
      .write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${key}\r\n\r\n`);
    await closed;
    expect(socket.bytesRead).toBeGreaterThan(0);
    await app.close();
  },
);

it('a frame that does not fit is answered with what is wrong, and the connection goes on', async () => {
  const { app } = await openApi();
  const reader = await connect(app, viewer);
  reader.socket.send('{nonsense');
  reader.socket.send(JSON.stringify({ type: 'subscribe', topic: 'weather' }));
  await eventually(() => expect(reader.frames).toHaveLength(2));
  expect(reader.frames).toMatchObject([
    { type: 'error', code: 'malformed_request' },
    { type: 'error', code: 'validation_failed', detail: expect.stringContaining('/topic') },
  ]);
  await reader.subscribe({ topic: 'processes' });
  expect(reader.data('processes')).toMatchObject([{ snapshot: true, items: [] }]);
});

it('a frame beyond 64 KB ends the connection', async () => {
  const { app } = await openApi();
  const reader = await connect(app, viewer);
  const closed = new Promise<number>((resolve) => reader.socket.once('close', resolve));
  reader.socket.send('x'.repeat(65 * 1024));
  expect(await closed).toBe(1009);
});

it('a plain request to the stream is told that this is a WebSocket', async () => {
  const { as } = await openApi();
  const answer = await as('viewer', { url: '/api/stream' });
  expect(answer.json()).toMatchObject({ code: 'route_not_found', detail: expect.stringContaining('WebSocket') });
});

it('the heart beats, and the connection ends when the login does', async () => {
  const { app, access } = await openApi({ heartbeatMs: 20 });
  const reader = await connect(app, viewer);
  const closed = new Promise<number>((resolve) => reader.socket.once('close', resolve));
  await eventually(() => expect(reader.frames.filter(({ type }) => type === 'heartbeat').length).toBeGreaterThan(2));
  await access.deleteToken('tok_viewer');
  expect(await closed).toBe(4401);
});

it('one token holds 64 connections and no more', async () => {
  const { app } = await openApi();
  const readers = [];
  for (let count = 0; count < 64; count += 1) readers.push(await connect(app, viewer));
  await expect(connect(app, viewer)).rejects.toThrow('status 429');
  await connect(app, { authorization: 'Bearer admin-token' });
  readers[0]?.socket.close();
  await eventually(() => connect(app, viewer));
});

it('a closed connection leaves no listener behind, nor does the API', async () => {
  const { app, logs, events, fleet } = await openApi();
  const reader = await connect(app, viewer);
  for (const topic of ['logs', 'events', 'servers'] as const) await reader.subscribe({ topic });
  expect([logs.listeners.count, events.listeners.count]).toEqual([1, 1]);
  await reader.subscribe({ topic: 'logs' });
  expect(logs.listeners.count).toBe(1);
  reader.socket.terminate();
  await eventually(() => expect([logs.listeners.count, events.listeners.count]).toEqual([0, 0]));
  await app.close();
  expect([fleet.serverListeners.count, fleet.processListeners.count]).toEqual([0, 0]);
});

it('a reader that does not answer does not hold up the end of the API', async () => {
  const { app } = await openApi();
  const reader = await connect(app, viewer);
  reader.socket.pause();
  await expect(app.close()).resolves.toBeUndefined();
});
