// Owns one open event stream to one client: its head, its frames, its signs of life, and its end.
import type { ServerResponse } from 'node:http';
import type { Logger } from '../../log/logger.ts';

/** Milliseconds between two comments that keep proxies from closing a silent stream. */
const KEEP_ALIVE_MS = 15_000;
/** Bytes that may wait for a client that does not read; more than that cuts it off. */
const MAX_WAITING_BYTES = 32 * 1024 * 1024;

/** How a stream begins and what its owner is told. */
export interface EventWriterOptions {
  /** Told of a client that is cut off. */
  readonly log: Pick<Logger, 'warn'>;
  /** Named in the head, if there is one. */
  readonly sessionId?: string;
  /** Told once when the stream is over, whoever ended it. */
  readonly onClose?: () => void;
}

/** Writes server-sent events (HTML standard) to a response whose head is not written yet. */
export class EventWriter {
  readonly #response: ServerResponse;
  readonly #keepAlive: NodeJS.Timeout;
  readonly #log: EventWriterOptions['log'];

  constructor(response: ServerResponse, { log, sessionId, onClose }: EventWriterOptions) {
    this.#response = response;
    this.#log = log;
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
      ...(sessionId === undefined ? {} : { 'mcp-session-id': sessionId }),
    });
    // A stream may be silent for long; the client must see now that it is open.
    response.flushHeaders();
    this.#keepAlive = setInterval(() => this.#write(': keepalive\n\n'), KEEP_ALIVE_MS).unref();
    response.once('close', () => {
      clearInterval(this.#keepAlive);
      onClose?.();
    });
  }

  /** Whether nothing written now reaches the client. */
  get closed(): boolean {
    return this.#response.destroyed || this.#response.writableEnded;
  }

  /** Gives the client an id to come back with, and the milliseconds to wait before it does (MCP 2025-11-25). */
  prime(id: string, retryMs: number): void {
    this.#write(`id: ${id}\nretry: ${retryMs}\ndata: \n\n`);
  }

  /** Writes one message. */
  write(json: string, id?: string): void {
    this.#write(
      id === undefined ? `event: message\ndata: ${json}\n\n` : `event: message\nid: ${id}\ndata: ${json}\n\n`,
    );
  }

  /** Ends the stream after what is written. */
  end(): void {
    clearInterval(this.#keepAlive);
    if (!this.closed) this.#response.end();
  }

  #write(frame: string): void {
    if (this.closed) return;
    this.#response.write(frame);
    const waiting = this.#response.writableLength;
    if (waiting <= MAX_WAITING_BYTES) return;
    this.#log.warn(`A client does not read its event stream: ${waiting} bytes wait, so it is cut off`);
    this.#response.destroy();
  }
}
