// Owns one Server-Sent Events stream to a client: events, keep-alive comments, its end.
import type { ServerResponse } from 'node:http';
import type { RpcMessage } from '../json-rpc/rpc-message.ts';
import type { Headers } from './answer.ts';
import type { SseEvent } from './sse-parser.ts';

const KEEP_ALIVE_MS = 15_000;
const MAX_UNREAD_BYTES = 16 * 1024 * 1024;

/** A stream that is open from its construction on; what is sent after its end is dropped. */
export class EventStream {
  readonly #response: ServerResponse;
  readonly #keepAlive: NodeJS.Timeout;

  constructor(response: ServerResponse, headers: Headers = {}) {
    this.#response = response;
    response.writeHead(200, {
      ...headers,
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    });
    response.flushHeaders();
    // Proxies cut idle streams after about 100 s; a comment every 15 s keeps them.
    this.#keepAlive = setInterval(() => this.#write(': keep-alive\n\n'), KEEP_ALIVE_MS).unref();
    this.onClose(() => clearInterval(this.#keepAlive));
  }

  /** Sends a message as an event. */
  send(message: RpcMessage): void {
    this.sendEvent({ event: 'message', data: JSON.stringify(message) });
  }

  /** Sends any event. */
  sendEvent({ event, data, id }: SseEvent): void {
    const lines = data.split('\n').map((line) => `data: ${line}\n`);
    this.#write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\n${lines.join('')}\n`);
  }

  /** Ends it; the client sees a complete answer. */
  end(): void {
    clearInterval(this.#keepAlive);
    if (!this.#response.writableEnded) this.#response.end();
  }

  /** Calls back once it has ended, whoever ended it. */
  onClose(callback: () => void): void {
    this.#response.once('close', callback);
  }

  #write(text: string): void {
    if (this.#response.writableEnded || this.#response.destroyed) return;
    this.#response.write(text);
    // A client that reads nothing must not fill our memory.
    if (this.#response.writableLength > MAX_UNREAD_BYTES) this.#response.destroy();
  }
}
