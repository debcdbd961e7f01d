// Owns one answer while it comes in from undici: its head, and its bytes until somebody takes them.
import { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';

/** Bytes that wait for whoever will take them, before the connection is told to wait. */
const MOST_WAITING = 65_536;

/** Takes the bytes of an answer; after `end` or `fail` nothing more comes. */
export interface AnswerSink {
  data(chunk: Buffer): void;
  end(): void;
  fail(error: unknown): void;
}

/** The answer was given up before its end. */
class GivenUp extends Error {
  override readonly name = 'GivenUp';
}

/** The head of an answer names no status of HTTP (RFC 9110, 15). */
class NoStatus extends Error {
  override readonly name = 'NoStatus';
  /** So that it is told like the errors of undici's parser, which lets it pass and then fails by an assertion. */
  readonly code = 'HPE_INVALID_STATUS';
}

/** One answer. Undici's own `request` would make a stream of each; most answers come in one piece, and need none. */
export class IncomingAnswer implements Dispatcher.DispatchHandler {
  statusCode = 0;
  statusText = '';
  headers: Readonly<Record<string, string | readonly string[] | undefined>> = {};
  /** Resolves when the head is there; rejects with the error of undici, or the reason it was given up for. */
  readonly begun: Promise<this>;
  readonly #begin: (answer: this) => void;
  readonly #refuse: (error: unknown) => void;
  #controller: Dispatcher.DispatchController | undefined;
  #waiting: Buffer[] = [];
  #bytes = 0;
  #sink: AnswerSink | undefined;
  #over: 'ended' | 'failed' | undefined;
  #error: unknown;

  constructor() {
    const { promise, resolve, reject } = Promise.withResolvers<this>();
    this.begun = promise;
    this.#begin = resolve;
    this.#refuse = reject;
  }

  /** The whole body if it has come already and has no more bytes than that. */
  whole(most: number): Buffer | undefined {
    if (this.#over !== 'ended' || this.#sink !== undefined || this.#bytes > most) return undefined;
    const [only] = this.#waiting;
    return only !== undefined && this.#waiting.length === 1 ? only : Buffer.concat(this.#waiting);
  }

  /** Hands over what has come and what will come; once. */
  take(sink: AnswerSink): void {
    this.#sink = sink;
    for (const chunk of this.#waiting.splice(0)) sink.data(chunk);
    if (this.#over === 'ended') sink.end();
    else if (this.#over === 'failed') sink.fail(this.#error);
    else this.resume();
  }

  /** The body as a stream, which is destroyed with the error that ends it; destroying it gives the answer up. */
  stream(): Readable {
    const stream = new Readable({
      read: () => this.resume(),
      destroy: (error, done) => {
        this.giveUp(error ?? undefined);
        done(error);
      },
    });
    // Whoever reads is told of an error too; this listener is for one that comes before.
    stream.on('error', () => undefined);
    this.take({
      data: (chunk) => {
        if (!stream.push(chunk)) this.#controller?.pause();
      },
      end: () => stream.push(null),
      fail: (error) =>
        stream.destroy(error instanceof Error ? error : new GivenUp('The answer broke off', { cause: error })),
    });
    return stream;
  }

  /** Goes on after a pause. */
  resume(): void {
    if (this.#over === undefined) this.#controller?.resume();
  }

  /** Nobody wants what is still to come: its connection is cut. What waits for it is told the reason. */
  giveUp(reason: unknown = new GivenUp('Nobody wants the rest of this answer')): void {
    if (this.#over !== undefined) return;
    this.#fail(reason);
    this.#controller?.abort(toError(reason));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#over === 'failed') controller.abort(toError(this.#error));
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    statusCode: number,
    headers: IncomingAnswer['headers'],
    statusText = '',
  ): void {
    if (statusCode < 100) return this.giveUp(new NoStatus(`There is no status ${statusCode}`));
    // What comes before the answer, such as 103, is none.
    if (statusCode < 200 || this.#over !== undefined) return;
    this.statusCode = statusCode;
    this.statusText = statusText;
    this.headers = headers;
    this.#begin(this);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#over !== undefined) return;
    if (this.#sink !== undefined) return this.#sink.data(chunk);
    this.#waiting.push(chunk);
    this.#bytes += chunk.byteLength;
    if (this.#bytes > MOST_WAITING) controller.pause();
  }

  onResponseEnd(): void {
    if (this.#over !== undefined) return;
    this.#over = 'ended';
    this.#sink?.end();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: unknown): void {
    if (this.#over === undefined) this.#fail(error);
  }

  #fail(error: unknown): void {
    this.#over = 'failed';
    this.#error = error;
    // Of no effect once the head is there.
    this.#refuse(error);
    this.#sink?.fail(error);
  }
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new GivenUp('The answer was given up', { cause: reason });
}
