// Owns what becomes of lines that nobody reads: they do not pile up, and it is said how many were lost.
import type { Writable } from 'node:stream';

/** Bytes that may wait for whoever reads the log. */
const MAX_WAITING_BYTES = 1024 * 1024;

/** A stream of lines; `process.stderr` is one. */
interface LineStream extends Pick<Writable, 'writableLength'> {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Writes lines to a stream, or drops them while more than a megabyte waits there. */
export class BoundedSink {
  readonly #stream: LineStream;
  readonly #now: () => Date;
  #lost = 0;

  constructor(stream: LineStream, now: () => Date) {
    this.#stream = stream;
    this.#now = now;
  }

  get isTTY(): boolean {
    return this.#stream.isTTY === true;
  }

  /** Writes a line; the first one after a loss follows a word about it. */
  write(line: string): void {
    if (this.#stream.writableLength > MAX_WAITING_BYTES) {
      this.#lost += 1;
      return;
    }
    if (this.#lost > 0) {
      const msg = `${this.#lost} lines of the log were lost, because nobody read it`;
      this.#stream.write(`${JSON.stringify({ level: 'warn', time: this.#now().toISOString(), msg })}\n`);
      this.#lost = 0;
    }
    this.#stream.write(line);
  }
}
