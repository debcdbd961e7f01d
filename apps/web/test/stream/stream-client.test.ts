import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { eventually } from '@mcpm/test-kit';
import { afterEach, expect, test } from 'vitest';
import { WebSocketServer, type WebSocket as ServerSocket } from 'ws';
import { StreamClient, type StreamTrouble } from '../../src/stream/stream-client.ts';
import { lineOf } from '../logs/log-line.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A manager's end of the stream: what it heard, and the connections it has. */
async function listen(options: { readonly admit: boolean } = { admit: true }) {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', verifyClient: () => options.admit });
  const heard: unknown[] = [];
  server.on('connection', (socket) => socket.on('message', (data: Buffer) => heard.push(JSON.parse(data.toString()))));
  await once(server, 'listening');
  closing.push(() => {
    for (const socket of server.clients) socket.terminate();
    server.close();
  });
  const send = (frame: unknown) => {
    for (const socket of server.clients) socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  };
  const drop = () => server.clients.forEach((socket: ServerSocket) => socket.terminate());
  return { url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`, heard, send, drop };
}

function connect(url: string, onTrouble: (trouble: StreamTrouble) => void = () => {}) {
  const client = new StreamClient(() => new WebSocket(url));
  client.onTrouble(onTrouble);
  client.start();
  closing.push(() => client.stop());
  return client;
}

const dataOf = (seq: number) => ({ type: 'data', topic: 'logs', items: [{ seq, data: lineOf(seq) }] });

test('a subscription made before the connection is open is asked for when it opens, and its items arrive', async () => {
  const manager = await listen();
  const client = connect(manager.url);
  const items: unknown[] = [];
  client.subscribe('logs', { filter: { processId: 'p' }, since: () => 7, onItems: (lines) => items.push(...lines) });
  await eventually(() =>
    expect(manager.heard).toEqual([{ type: 'subscribe', topic: 'logs', filter: { processId: 'p' }, since: 7 }]),
  );
  expect(client.state).toBe('live');
  manager.send(dataOf(8));
  await eventually(() => expect(items).toEqual([lineOf(8)]));
});

test('after a loss it comes back by itself and asks for what came after the last it has', async () => {
  const manager = await listen();
  const client = connect(manager.url);
  const states: string[] = [];
  client.onState(() => states.push(client.state));
  let last = 1;
  const missed: number[] = [];
  client.subscribe('logs', { since: () => last, onItems: () => (last += 1), onGap: (count) => missed.push(count) });
  await eventually(() => expect(manager.heard).toHaveLength(1));
  manager.send(dataOf(2));
  await eventually(() => expect(last).toBe(2));
  manager.drop();
  await eventually(() =>
    expect(manager.heard).toEqual([
      { type: 'subscribe', topic: 'logs', since: 1 },
      { type: 'subscribe', topic: 'logs', since: 2 },
    ]),
  );
  expect(states).toEqual(['live', 'reconnecting', 'live']);
  manager.send({ type: 'gap', topic: 'logs', missed: 8312 });
  await eventually(() => expect(missed).toEqual([8312]));
});

test('a subscription that ended is told to the manager and hears nothing more', async () => {
  const manager = await listen();
  const client = connect(manager.url);
  const items: unknown[] = [];
  const other: unknown[] = [];
  const end = client.subscribe('logs', { onItems: (lines) => items.push(...lines) });
  client.subscribe('events', { onItems: (events) => other.push(...events) });
  await eventually(() => expect(manager.heard).toHaveLength(2));
  end();
  await eventually(() => expect(manager.heard.at(-1)).toEqual({ type: 'unsubscribe', topic: 'logs' }));
  manager.send(dataOf(1));
  const event = { seq: 1, at: 'now', serverId: 'a', serverName: 'a', type: 'started', detail: 'It started.' };
  manager.send({ type: 'data', topic: 'events', items: [{ seq: 1, data: event }] });
  await eventually(() => expect(other).toEqual([event]));
  expect(items).toEqual([]);
});

test('a refused connection is told, so that the login can be asked for', async () => {
  const manager = await listen({ admit: false });
  let refusals = 0;
  const client = connect(manager.url, ({ type }) => (refusals += type === 'refused' ? 1 : 0));
  await eventually(() => expect(refusals).toBe(1));
  expect(client.state).toBe('reconnecting');
  client.hurry();
  await eventually(() => expect(refusals).toBe(2));
});

test('what cannot be understood is told and does no further harm', async () => {
  const manager = await listen();
  const codes: string[] = [];
  const client = connect(manager.url, (trouble) => codes.push(trouble.type === 'error' ? trouble.code : 'refused'));
  const items: unknown[] = [];
  client.subscribe('logs', { onItems: (lines) => items.push(...lines) });
  await eventually(() => expect(manager.heard).toHaveLength(1));
  manager.send('{"type":');
  manager.send({ type: 'data', topic: 'logs', items: [{ seq: 1, data: { text: 'half a line' } }] });
  manager.send({ type: 'error', code: 'forbidden', detail: 'No.', next: 'Ask an admin.' });
  manager.send(dataOf(2));
  await eventually(() => expect(items).toEqual([lineOf(2)]));
  expect(codes).toEqual(['stream_unreadable', 'stream_unreadable', 'forbidden']);
});

test('after stop nothing is opened again', async () => {
  const manager = await listen();
  let opened = 0;
  const client = new StreamClient(() => {
    opened += 1;
    return new WebSocket(manager.url);
  });
  client.start();
  closing.push(() => client.stop());
  await eventually(() => expect(client.state).toBe('live'));
  client.stop();
  client.hurry();
  expect(opened).toBe(1);
  client.start();
  await eventually(() => expect(opened).toBe(2));
});
