// Owns the event stream of one client over HTTP+SSE (MCP 2024-11-05): what it is told rides here, what it says is posted.
import type { ServerResponse } from 'node:http';
import type { Outlet } from '../message/outlet.ts';
import { JoinedWriter } from '../message/joined-writer.ts';

/** How a stream is kept. */
export interface SseStreamOptions {
  /** Where the client shall post, as the `endpoint` event says it. */
  readonly messagesUrl: string;
  /** Milliseconds between two comments that keep proxies from closing the stream. */
  readonly keepAliveMs: number;
  /** Told that the client does not read, and is cut off. */
  readonly onStalled: (waitingBytes: number) => void;
  /** Told that the stream is over, whoever ended it. */
  readonly onClose: () => void;
}

/** Bytes that may wait for a client that does not read. */
const MAX_WAITING_BYTES = 32 * 1024 * 1024;

/** One open stream; its first event names the URL for posts. */
export class SseStream implements Outlet {
  readonly #response: ServerResponse;
  readonly #writer: JoinedWriter;
  readonly #keepAlive: NodeJS.Timeout;

  constructor(response: ServerResponse, { messagesUrl, keepAliveMs, onStalled, onClose }: SseStreamOptions) {
    this.#response = response;
    this.#writer = new JoinedWriter(response, {
      frame: (json) => `event: message\ndata: ${json}\n\n`,
      maxWaitingBytes: MAX_WAITING_BYTES,
      onStalled,
    });
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-transform',
      connection: 'keep-alive',
      'x-accel-buffering': 'no',
    });
    response.write(`event: endpoint\ndata: ${messagesUrl}\n\n`);
    this.#keepAlive = setInterval(() => response.write(': keepalive\n\n'), keepAliveMs).unref();
    response.once('close', () => {
      clearInterval(this.#keepAlive);
      onClose();
    });
  }

  send(json: string): void {
    this.#writer.write(json);
  }

  taken(): Promise<void> | undefined {
    return this.#writer.taken();
  }

  /** Ends the stream after what waits. */
  end(): void {
    clearInterval(this.#keepAlive);
    this.#writer.end();
    this.#response.end();
  }
}
