// Owns cutting connections whose clients do not take their answers: what waits for them is memory that everybody else lacks.
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from '../log/logger.ts';

/** When a connection is cut. */
export interface ReadingLimits {
  /** Milliseconds in which a client takes something of what waits for it. */
  readonly stallMs: number;
  /** Bytes that may wait for all clients together; beyond them, clients that took nothing since the last look are cut, the one with the most first. */
  readonly maxWaiting: number;
  /** Milliseconds between two looks. */
  readonly lookMs: number;
}

/** What connections are watched with. */
export interface ReadingParts {
  /** Bytes of answers that wait for those before them. */
  readonly ahead: (socket: Socket) => number;
  readonly log: Pick<Logger, 'warn'>;
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
  readonly limits?: ReadingLimits;
}

const LIMITS: ReadingLimits = { stallMs: 60_000, maxWaiting: 256 * 1024 * 1024, lookMs: 2_000 };

/** How far a client was, and since when. */
interface Reader {
  readonly taken: number;
  readonly since: number;
}

/** Watches the connections of a server from now on, as long as there are any. */
export function cutSlowReaders(server: Server, { ahead, log, now, limits = LIMITS }: ReadingParts): void {
  const readers = new Map<Socket, Reader | undefined>();
  let looking: NodeJS.Timeout | undefined;

  const cut = (socket: Socket, waiting: number): void => {
    log.warn(`A client does not read its answers: ${waiting} bytes wait, so its connection is cut`);
    socket.destroy();
  };

  const look = (): void => {
    const time = now();
    const idle: { readonly socket: Socket; readonly waiting: number }[] = [];
    let all = 0;
    for (const [socket, before] of readers) {
      const written = socket.writableLength;
      const waiting = written + ahead(socket);
      all += waiting;
      const taken = socket.bytesWritten - written;
      const reader = waiting > 0 && before?.taken === taken ? before : { taken, since: time };
      readers.set(socket, reader);
      if (waiting === 0 || reader !== before) continue;
      // What only waits for an answer before it is not the client's fault, however long that takes.
      if (written === 0 || time - reader.since < limits.stallMs) idle.push({ socket, waiting });
      else {
        all -= waiting;
        cut(socket, waiting);
      }
    }
    for (const { socket, waiting } of idle.toSorted((one, other) => other.waiting - one.waiting)) {
      if (all <= limits.maxWaiting) return;
      all -= waiting;
      cut(socket, waiting);
    }
  };

  server.on('connection', (socket: Socket) => {
    readers.set(socket, undefined);
    looking ??= setInterval(look, limits.lookMs).unref();
    socket.once('close', () => {
      readers.delete(socket);
      if (readers.size > 0) return;
      clearInterval(looking);
      looking = undefined;
    });
  });
}
