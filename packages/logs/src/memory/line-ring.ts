// Owns the newest lines in memory: a bounded number of lines and of characters, the oldest leave first.
import type { LogLine } from '@mcpm/domain';

/** Characters kept over all lines, so that long lines cannot fill the memory. */
const CHARACTERS = 32 * 1024 * 1024;

/** A ring of lines in the order of their `seq`, without gaps. */
export class LineRing {
  readonly #capacity: number;
  readonly #slots: (LogLine | undefined)[] = [];
  #start = 0;
  #count = 0;
  #characters = 0;

  constructor(capacity: number) {
    this.#capacity = Math.max(1, capacity);
  }

  /** Adds the newest line. */
  push(line: LogLine): void {
    while (this.#count >= this.#capacity || (this.#count > 0 && this.#characters + line.text.length > CHARACTERS))
      this.#drop();
    this.#slots[(this.#start + this.#count) % this.#capacity] = line;
    this.#count += 1;
    this.#characters += line.text.length;
  }

  /** The oldest line still here. */
  get oldest(): LogLine | undefined {
    return this.#count === 0 ? undefined : this.#slots[this.#start];
  }

  /** Every line, newest first. */
  *newestFirst(): Generator<LogLine> {
    for (let back = this.#count - 1; back >= 0; back -= 1) {
      const line = this.#slots[(this.#start + back) % this.#capacity];
      if (line !== undefined) yield line;
    }
  }

  #drop(): void {
    this.#characters -= this.#slots[this.#start]?.text.length ?? 0;
    this.#slots[this.#start] = undefined;
    this.#start = (this.#start + 1) % this.#capacity;
    this.#count -= 1;
  }
}
