// Owns the answer to one POST of a Streamable HTTP client: one JSON body, or a stream as soon as there is more to say.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RpcAnswer, RpcNotification } from '../json-rpc/rpc-message.ts';
import { sendEmpty, sendJson, type Headers } from './answer.ts';
import { EventStream } from './event-stream.ts';

const QUIET_MS = 15_000;

/** Stays undecided between JSON and a stream until the first notification, the answer, or 15 s of silence. */
export class PostAnswer {
  readonly #response: ServerResponse;
  readonly #headers: Headers;
  readonly #mayStream: boolean;
  readonly #quiet: NodeJS.Timeout;
  #stream: EventStream | undefined;

  constructor(request: IncomingMessage, response: ServerResponse, headers: Headers = {}) {
    this.#response = response;
    this.#headers = headers;
    // Clients must accept both forms; one that names only JSON gets JSON, without notifications.
    this.#mayStream = request.headers.accept?.includes('text/event-stream') ?? false;
    this.#quiet = setTimeout(() => this.#open(), QUIET_MS).unref();
    response.once('close', () => clearTimeout(this.#quiet));
  }

  /** Sends a notification ahead of the answer. */
  notify(notification: RpcNotification): void {
    this.#open()?.send(notification);
  }

  /** Ends with the answers there are; with none (all cancelled) the POST is merely accepted. The status counts for a single JSON answer. */
  end(answers: readonly RpcAnswer[], options: { readonly status?: number; readonly batch?: boolean } = {}): void {
    clearTimeout(this.#quiet);
    const [first] = answers;
    if (this.#stream !== undefined) {
      for (const answer of answers) this.#stream.send(answer);
      this.#stream.end();
    } else if (this.#response.destroyed) {
      // The client has left: a late answer is dropped.
    } else if (first === undefined) {
      sendEmpty(this.#response, 202, this.#headers);
    } else {
      sendJson(this.#response, options.status ?? 200, options.batch === true ? answers : first, this.#headers);
    }
  }

  /** Calls back when the client leaves before the answer. */
  onGone(callback: () => void): void {
    this.#response.once('close', () => {
      if (!this.#response.writableFinished) callback();
    });
  }

  #open(): EventStream | undefined {
    const open = this.#mayStream && !this.#response.headersSent && !this.#response.destroyed;
    if (open) this.#stream = new EventStream(this.#response, this.#headers);
    return this.#stream;
  }
}
