// Owns one conversation over HTTP+SSE (MCP 2024-11-05): messages to the client ride its event stream, messages from it are posted.
import type { ServerResponse } from 'node:http';
import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/server';

/** How a stream is kept. */
export interface SseTransportOptions {
  readonly sessionId: string;
  /** Where the client shall post, as the `endpoint` event says it. */
  readonly messagesUrl: string;
  /** Milliseconds between two comments that keep proxies from closing the stream. */
  readonly keepAliveMs: number;
}

/** Bytes that may wait for a client that does not read; more than that ends the conversation. */
const MAX_WAITING_BYTES = 32 * 1024 * 1024;

/** The SDK's transport over one open response. */
export class SseTransport implements Transport {
  onclose?: (() => void) | undefined;
  onerror?: ((error: Error) => void) | undefined;
  onmessage?: Transport['onmessage'];
  readonly sessionId: string;
  readonly #response: ServerResponse;
  readonly #options: SseTransportOptions;
  #keepAlive: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(response: ServerResponse, options: SseTransportOptions) {
    this.#response = response;
    this.#options = options;
    this.sessionId = options.sessionId;
  }

  /** Opens the stream; its first event names the URL for posts. */
  async start(): Promise<void> {
    this.#response.once('close', () => void this.close());
    this.#response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-transform',
      connection: 'keep-alive',
      'x-accel-buffering': 'no',
    });
    this.#response.write(`event: endpoint\ndata: ${this.#options.messagesUrl}\n\n`);
    this.#keepAlive = setInterval(() => this.#response.write(': keepalive\n\n'), this.#options.keepAliveMs).unref();
  }

  /** Writes one message. Rejects once the stream is closed. */
  async send(message: JSONRPCMessage): Promise<void> {
    if (this.#closed) throw new Error('The event stream is closed');
    this.#response.write(`event: message\ndata: ${JSON.stringify(message)}\n\n`);
    if (this.#response.writableLength <= MAX_WAITING_BYTES) return;
    this.onerror?.(new Error('The client does not read its event stream'));
    this.#response.destroy();
  }

  /** Hands in one message the client posted. */
  receive(message: JSONRPCMessage): void {
    this.onmessage?.(message);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    clearInterval(this.#keepAlive);
    this.#response.end();
    this.onclose?.();
  }
}
