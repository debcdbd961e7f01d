import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { EventWriter } from '../../../src/mcp/streamable/event-writer.ts';

const open: (() => void)[] = [];
const warnings: string[] = [];
const log = { warn: (text: string) => void warnings.push(text) };

afterEach(() => {
  vi.useRealTimers();
  for (const close of open.splice(0)) close();
});

/** One request on a real connection, not answered yet. */
async function request(): Promise<{ readonly response: ServerResponse; readonly client: Socket }> {
  const asked = Promise.withResolvers<ServerResponse>();
  const server = createServer((_request, response) => asked.resolve(response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const client = connect(typeof address === 'object' ? (address?.port ?? 0) : 0, '127.0.0.1');
  client.on('error', () => undefined);
  open.push(() => (client.destroy(), server.closeAllConnections(), server.close()));
  client.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
  return { response: await asked.promise, client };
}

test('a silent stream shows every fifteen seconds that it is alive', async () => {
  const { response, client } = await request();
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const writer = new EventWriter(response, { log });
  let text = '';
  const ended = Promise.withResolvers<void>();
  client.on('data', (bytes) => {
    text += String(bytes);
    if (text.endsWith('\r\n0\r\n\r\n')) ended.resolve();
  });
  vi.advanceTimersByTime(30_000);
  writer.write('{}', '0-1');
  writer.end();
  await ended.promise;
  expect(text.match(/: keepalive\n\n/g)).toHaveLength(2);
  expect(text).toContain('event: message\nid: 0-1\ndata: {}\n\n');
});

test('a client that does not read is cut off before it fills the memory', async () => {
  const { response, client } = await request();
  client.pause();
  let over = 0;
  const writer = new EventWriter(response, { log, onClose: () => (over += 1) });
  const megabyte = 'x'.repeat(1024 * 1024);
  let written = 0;
  for (; written < 64 && !writer.closed; written += 1) writer.write(megabyte);
  expect(writer.closed).toBe(true);
  expect(written).toBeGreaterThanOrEqual(32);
  expect(written).toBeLessThan(48);
  await once(response, 'close').catch(() => undefined);
  expect(over).toBe(1);
  expect(warnings).toEqual([expect.stringContaining('does not read')]);
});
