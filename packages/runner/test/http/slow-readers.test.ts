import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { eventually } from '@mcpm/test-kit';
import { afterEach, expect, test } from 'vitest';
import { limitPipelining } from '../../src/http/pipelining-limit.ts';
import { cutSlowReaders, type ReadingLimits } from '../../src/http/slow-readers.ts';

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

const REQUEST = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n';
/** More than the buffers of two sockets hold. */
const LARGE = 'x'.repeat(16 * 1024 * 1024);
const LIMITS: ReadingLimits = { stallMs: 60_000, maxWaiting: 1024 ** 3, lookMs: 10 };

async function serve(limits: Partial<ReadingLimits>, answer: RequestListener, now = () => performance.now()) {
  const warnings: string[] = [];
  const server = createServer({ keepAliveTimeout: 120_000 });
  const pipelining = limitPipelining();
  const log = { warn: (text: string) => warnings.push(text) };
  cutSlowReaders(server, { ahead: pipelining.waiting, log, now, limits: { ...LIMITS, ...limits } });
  server.on('request', (request, response) => {
    if (pipelining.admits(request, response)) answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, warnings };
}

/** A client that reads nothing; `closed` once it is cut. */
function mute(port: number, bytes: string) {
  const socket: Socket = connect(port, '127.0.0.1').pause();
  open.push(() => socket.destroy());
  const client = { socket, closed: false };
  // How it is told is the network's business.
  socket.on('error', () => undefined).on('close', () => (client.closed = true));
  socket.write(bytes);
  return client;
}

test('R38: a client that takes nothing of its answer for a minute is cut; one that reads is not, nor one that waits', async () => {
  let time = 0;
  let asked = 0;
  const { port, warnings } = await serve(
    {},
    ({ url }, response) => {
      asked += 1;
      if (url === '/') response.end(LARGE);
    },
    () => time,
  );
  const [idle, waits] = [mute(port, REQUEST), mute(port, REQUEST.replace('/', '/never').repeat(2))];
  const reader = mute(port, REQUEST);
  reader.socket.resume();
  await eventually(() => expect(asked).toBe(4));
  await eventually(() => expect(reader.socket.bytesRead).toBeGreaterThan(LARGE.length));
  // A look may come before the answer was written.
  await eventually(() => {
    time += 59_000;
    expect(warnings).toHaveLength(1);
  });
  expect(warnings[0]).toMatch(/^A client does not read its answers: \d+ bytes wait, so its connection is cut$/);
  await eventually(() => {
    idle.socket.resume();
    expect(idle.closed).toBe(true);
  });
  expect([waits.closed, reader.closed]).toEqual([false, false]);
});

test('R38: where too much waits for all clients together, those that take nothing are cut until it is little enough', async () => {
  // Room for two of them, with their heads.
  const maxWaiting = LARGE.length * 2.5;
  const { port, warnings } = await serve({ maxWaiting }, (_request, response) => response.end(LARGE));
  const reader = mute(port, REQUEST);
  reader.socket.resume();
  await eventually(() => expect(reader.socket.bytesRead).toBeGreaterThan(LARGE.length));
  const idle = Array.from({ length: 5 }, () => mute(port, REQUEST));
  await eventually(() => expect(warnings).toHaveLength(3));
  for (const { socket } of idle) socket.resume();
  await eventually(() => expect(idle.filter(({ closed }) => closed)).toHaveLength(3));
  expect([reader.closed, warnings.length]).toEqual([false, 3]);
});

test('R38: answers that wait behind one that does not come are counted', async () => {
  let asked = 0;
  const { port, warnings } = await serve({ maxWaiting: LARGE.length }, ({ url }, response) => {
    asked += 1;
    if (url === '/') response.end(LARGE);
  });
  const ahead = mute(port, REQUEST.replace('/', '/never') + REQUEST.repeat(3));
  await eventually(() => expect(asked).toBe(4));
  await eventually(() => expect(warnings).toHaveLength(1));
  ahead.socket.resume();
  await eventually(() => expect(ahead.closed).toBe(true));
});
