// Owns how many requests a connection may send ahead of its answers (RFC 9112, 9.3.2): each has begun, and its answer waits in memory for those before.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Requests that may wait behind the one that is being answered. Usual clients send none ahead. */
const MOST_AHEAD = 32;

/** Returns what says whether a request is admitted. Whoever sends too many ahead is cut: a refusal would have to wait in the same row. */
export function limitPipelining(): (request: IncomingMessage, response: ServerResponse) => boolean {
  const ahead = new WeakMap<Socket, number>();
  return ({ socket }, response) => {
    // A response has no socket before it is its turn.
    if (response.socket !== null) return true;
    const count = (ahead.get(socket) ?? 0) + 1;
    if (count > MOST_AHEAD) {
      socket.destroy();
      return false;
    }
    ahead.set(socket, count);
    response.once('close', () => ahead.set(socket, (ahead.get(socket) ?? 1) - 1));
    return true;
  };
}
