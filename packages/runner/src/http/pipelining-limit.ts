// Owns how many requests a connection may send ahead of its answers (RFC 9112, 9.3.2): each has begun, and its answer waits in memory for those before.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Requests that may wait behind the one that is being answered. Usual clients send none ahead. */
const MOST_AHEAD = 32;

/** The row of each connection. */
export interface Pipelining {
  /** Whether a request is admitted. Whoever sends too many ahead is cut: a refusal would have to wait in the same row. */
  readonly admits: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** Bytes of answers that wait for those before them. */
  readonly waiting: (socket: Socket) => number;
}

/** Watches what connections send ahead. */
export function limitPipelining(): Pipelining {
  const rows = new WeakMap<Socket, Set<ServerResponse>>();
  return {
    admits: ({ socket }, response) => {
      // A response has no socket before it is its turn.
      if (response.socket !== null) return true;
      const row = rows.get(socket) ?? new Set();
      if (row.size >= MOST_AHEAD) {
        socket.destroy();
        return false;
      }
      rows.set(socket, row.add(response));
      response.once('close', () => row.delete(response));
      return true;
    },
    waiting: (socket) => {
      let bytes = 0;
      for (const response of rows.get(socket) ?? []) if (response.socket === null) bytes += response.writableLength;
      return bytes;
    },
  };
}
