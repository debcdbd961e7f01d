// Owns the writing of messages to one client: those of one turn of the event loop go out together, and a client that does not read is cut.
import type { Writable } from 'node:stream';

/** How messages are written. */
export interface JoinedWriterOptions {
  /** The text of one message as the transport has it. */
  readonly frame: (json: string) => string;
  /** Bytes that may wait for a client that does not read. Default: 64 MiB, some eight of the longest results. */
  readonly maxWaitingBytes?: number;
  /** Told that the bound was passed, before the stream is destroyed. */
  readonly onStalled: (waitingBytes: number) => void;
}

const MAX_WAITING_BYTES = 64 * 1024 * 1024;

/** Writes to one stream. */
export class JoinedWriter {
  readonly #output: Writable;
  readonly #options: JoinedWriterOptions;
  #waiting: string[] = [];
  #flushing: NodeJS.Immediate | undefined;
  #ended = false;

  constructor(output: Writable, options: JoinedWriterOptions) {
    this.#output = output;
    this.#options = options;
  }

  /** Writes one message at the end of this turn. Nothing is written after `end`. */
  write(json: string): void {
    if (this.#ended) return;
    this.#waiting.push(this.#options.frame(json));
    // Answers that upstream sockets bring in one round of the loop are one write, and the write comes before the loop waits again.
    this.#flushing ??= setImmediate(() => this.flush());
  }

  /** Writes now what waits. */
  flush(): void {
    clearImmediate(this.#flushing);
    this.#flushing = undefined;
    const [first, ...more] = this.#waiting;
    if (first === undefined) return;
    this.#waiting = [];
    if (this.#output.destroyed || this.#output.writableEnded) return;
    this.#output.write(more.length === 0 ? first : first + more.join(''));
    const waiting = this.#output.writableLength;
    if (waiting <= (this.#options.maxWaitingBytes ?? MAX_WAITING_BYTES)) return;
    this.#ended = true;
    this.#options.onStalled(waiting);
    this.#output.destroy(new Error('The client does not read what it is sent'));
  }

  /** Resolves when the client has read enough to be sent more, or is gone; `undefined` when it has. */
  taken(): Promise<void> | undefined {
    const output = this.#output;
    if (this.#ended || output.destroyed || !output.writableNeedDrain) return undefined;
    const { promise, resolve } = Promise.withResolvers<void>();
    const done = () => {
      output.off('drain', done).off('close', done).off('error', done);
      resolve();
    };
    output.on('drain', done).on('close', done).on('error', done);
    return promise;
  }

  /** Writes what waits, and nothing after it. */
  end(): void {
    this.flush();
    this.#ended = true;
  }
}
