import { connect } from 'node:net';
import { eventually } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { openPets } from './open-pets.ts';
import { pick, randomRequest, seeded } from './random-requests.ts';
import { begin, call, modern, modernHeaders, post, read } from './talk.ts';

const COUNT = 10_000;
const CLIENTS = 64;

const TEXTS = [
  '',
  'null',
  '[]',
  '{',
  '{}',
  '[[]]',
  '\0',
  '"x"',
  '{"jsonrpc":"2.0"}',
  '['.repeat(10_000),
  '{"__proto__":{"method":"ping"}}',
];
const METHODS = ['POST', 'POST', 'POST', 'POST', 'GET', 'DELETE', 'PUT', 'HEAD', 'OPTIONS', 'BREW'];

/** The bytes of one request, and whether its client leaves in the middle of it, or at once after it. */
function nonsense(
  random: () => number,
  sessions: readonly string[],
): { readonly bytes: string; readonly leaves: boolean } {
  const { body, headers } = randomRequest(random, pick(random, ['legacy', 'modern']));
  const text = random() < 0.2 ? pick(random, TEXTS) : JSON.stringify(body);
  const all: Record<string, string> = {
    'content-type': random() < 0.95 ? 'application/json' : 'text/plain',
    'content-length': String(Buffer.byteLength(text) + (random() < 0.02 ? 5 : 0)),
    ...headers,
    ...(random() < 0.5 && { 'mcp-session-id': pick(random, sessions) }),
    ...(random() < 0.2 && { accept: pick(random, ['text/html', 'text/event-stream', '*/*', 'application/json']) }),
    ...(random() < 0.1 && { 'last-event-id': pick(random, ['0-0', '1-1', 'x', '9-9']) }),
  };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  const bytes = `${pick(random, METHODS)} /mcp HTTP/1.1\r\nhost: localhost\r\n${head.join('')}\r\n${text}`;
  if (random() < 0.1) return { bytes: bytes.slice(0, Math.floor(random() * bytes.length)), leaves: true };
  return { bytes, leaves: random() < 0.1 };
}

/** Sends the bytes and resolves with the status line, or without when there was none in time: a silent stream, or half of what was promised. */
function exchange(port: number, { bytes, leaves }: ReturnType<typeof nonsense>): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const socket = connect(port, '127.0.0.1');
  const timer = setTimeout(resolve, 300, undefined);
  // A connection that the server cuts is an answer too.
  socket.on('error', () => resolve(undefined)).on('close', () => resolve(undefined));
  socket.once('data', (answer) => resolve(String(answer).split('\r\n', 1)[0]));
  socket.write(bytes, () => leaves && resolve(undefined));
  return promise.finally(() => {
    clearTimeout(timer);
    socket.destroy();
  });
}

test('R38: ten thousand random requests, half-sent ones and clients that leave among them, change nothing for others', async () => {
  const pets = await openPets({ sessionIdle: 1_000 });
  const port = Number(new URL(pets.url).port);
  const random = seeded(38);
  const revisions = ['2025-11-25', '2025-06-18', '2025-03-26'];
  const begun = await Promise.all(revisions.map((revision) => begin(pets.url, { revision })));
  const sessions = ['made-up', ...begun.map(({ 'mcp-session-id': id }) => id ?? '')];
  const statuses = new Map<string, number>();
  let left = COUNT;
  const client = async () => {
    while (left > 0) {
      left -= 1;
      const status = await exchange(port, nonsense(random, sessions));
      if (status !== undefined) statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  expect([...statuses.keys()].filter((status) => !/^HTTP\/1\.1 [24]\d\d /.test(status))).toEqual([]);
  expect([...statuses.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(COUNT / 2);
  expect(pets.log).toEqual([]);
  expect(await read(await post(pets.url, call(1, 'listPets'), await begin(pets.url)))).toMatchObject({ status: 200 });
  const message = call(1, 'listPets');
  expect(await read(await post(pets.url, modern(message), modernHeaders(message)))).toMatchObject({ status: 200 });
  // Nothing is held on to: every session that random clients began is idle, and ends.
  await eventually(() => expect(pets.endpoint.connections()).toBe(0));
  await pets.close();
});
