// Owns how many connections there may be at a time: those beyond are told so, those far beyond are cut.
import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Refusal } from './refuse.ts';

/** Connections beyond the limit that still get an answer; without any, clients would see nothing but a broken connection. */
const TOLD = 64;

/** The refusal of a request on a connection too many, which it closes. */
const TOO_MANY: Refusal = {
  status: 503,
  message: 'Too many connections are open; try again later',
  headers: { 'retry-after': '5', connection: 'close' },
};

/** Watches a server from now on. Returns what refuses requests on connections beyond `most`. */
export function limitConnections(server: Server, most: number): (request: IncomingMessage) => Refusal | undefined {
  const beyond = new WeakSet<Socket>();
  let open = 0;
  let refused = 0;
  server.maxConnections = most + TOLD;
  server.on('connection', (socket: Socket) => {
    open += 1;
    const tooMany = open > most;
    if (tooMany) {
      beyond.add(socket);
      refused += 1;
    }
    socket.once('close', () => {
      open -= 1;
      if (tooMany) refused -= 1;
    });
  });
  return ({ socket }) => (refused > 0 && beyond.has(socket) ? TOO_MANY : undefined);
}
