import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { eventually } from '@mcpm/test-kit';
import { openListener } from '../inbound/open-listener.ts';

async function open(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

async function ask(socket: Socket): Promise<string> {
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  socket.write('GET /mcp HTTP/1.1\r\nHost: localhost\r\n\r\n');
  return eventually(() => {
    if (!/\r\n\r\n.*\}/s.test(text)) throw new Error(`Nothing yet: ${text}`);
    return text;
  });
}

test('a connection too many is answered with 503 and closed; those before it are served on', async () => {
  await using listener = await openListener({ maxConnections: 2 });
  const [one, two] = [await open(listener.port), await open(listener.port)];
  expect(await ask(one)).toContain('200 OK');
  const three = await open(listener.port);
  const closed = once(three, 'close');
  const refused = await ask(three);
  expect(refused).toContain('503 Service Unavailable');
  expect(refused.toLowerCase()).toContain('retry-after: 5');
  await closed;
  expect(await ask(one)).toContain('200 OK');
  one.destroy();
  await eventually(async () => {
    const next = await open(listener.port);
    const answer = await ask(next);
    next.destroy();
    expect(answer).toContain('200 OK');
  });
  two.destroy();
});

test('headers that are too large are answered with 431', async () => {
  await using listener = await openListener({});
  const answer = await fetch(listener.url, { headers: { 'x-large': 'x'.repeat(17_000) } });
  expect(answer.status).toBe(431);
});
