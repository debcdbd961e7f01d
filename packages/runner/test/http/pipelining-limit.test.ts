import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { eventually } from '@mcpm/test-kit';
import { LOCAL_CALLER } from '../../src/call/caller.ts';
import { listen } from '../../src/http/listen.ts';
import { Logger } from '../../src/log/logger.ts';

const REQUEST = 'GET /mcp HTTP/1.1\r\nHost: localhost\r\n\r\n';

/** A connection to an endpoint that answers each request with its number, once `ready`. */
async function open(scope: AsyncDisposableStack, ready?: Promise<void>) {
  let handled = 0;
  const listener = await listen(
    { host: '127.0.0.1', port: 0 },
    {
      rules: { allowedHosts: [], allowedOrigins: [] },
      door: () => ({ identify: () => ({ caller: LOCAL_CALLER }) }),
      endpoint: {
        claims: () => true,
        handle: async (_request, response) => {
          handled += 1;
          const number = handled;
          await ready;
          response.end(`<${number}>`);
        },
      },
      maxConnections: 10,
      log: new Logger({ level: 'error', sink: { write: () => undefined }, now: () => new Date(0) }),
    },
  );
  const socket: Socket = connect(listener.port, '127.0.0.1');
  scope.defer(async () => {
    socket.destroy();
    listener.cut();
    await listener.stop();
  });
  await once(socket, 'connect');
  return { socket, handled: () => handled };
}

test('requests sent ahead of their answers are answered in their order, as often as one likes', async () => {
  await using scope = new AsyncDisposableStack();
  const { socket } = await open(scope);
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  for (const round of [1, 2, 3]) {
    socket.write(REQUEST.repeat(33));
    const expected = Array.from({ length: 33 * round }, (_, index) => `<${index + 1}>`);
    await eventually(() => expect(text.match(/<\d+>/g)).toEqual(expected));
  }
});

test('R38: a connection that sends more ahead than may wait is cut before all of it has begun', async () => {
  await using scope = new AsyncDisposableStack();
  const gate = Promise.withResolvers<void>();
  const { socket, handled } = await open(scope, gate.promise);
  const closed = once(socket, 'close');
  // How it is told is the network's business.
  socket.on('error', () => undefined).resume();
  socket.write(REQUEST.repeat(1_000));
  await closed;
  expect(handled()).toBeLessThan(40);
  gate.resolve();
});
