// Owns the way from bytes to lines: whole ones only, and none longer than a bound.

const NEWLINE = 0x0a;

/** What comes out. */
export interface LineListener {
  /** One line, without its end. */
  readonly onLine: (line: string) => void;
  /** A line was longer than the bound and is skipped to its end; told once for each. */
  readonly onOverlong: () => void;
}

/** Splits a stream of UTF-8 bytes into lines, keeping at most `maxBytes` of a line that has not ended yet. */
export class LineSplitter {
  readonly #maxBytes: number;
  readonly #listener: LineListener;
  #parts: Buffer[] = [];
  #length = 0;
  #isSkipping = false;

  constructor(maxBytes: number, listener: LineListener) {
    this.#maxBytes = maxBytes;
    this.#listener = listener;
  }

  /** Whether the last line has not ended. */
  get isInside(): boolean {
    return this.#length > 0 || this.#isSkipping;
  }

  /** Takes the next bytes and tells the lines they end, `most` of them at most (default: all); returns the bytes it has not looked at then. */
  write(chunk: Buffer, most = Infinity): Buffer {
    let from = 0;
    let told = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, from)) {
      if (told === most) return chunk.subarray(from);
      this.#keep(chunk.subarray(from, end));
      this.#endLine();
      from = end + 1;
      told += 1;
    }
    // What is kept must not keep the whole chunk in memory with it.
    this.#keep(Buffer.from(chunk.subarray(from)));
    return chunk.subarray(chunk.length);
  }

  #keep(part: Buffer): void {
    if (part.length === 0 || this.#isSkipping) return;
    if (this.#length + part.length > this.#maxBytes) {
      this.#isSkipping = true;
      this.#forget();
      return this.#listener.onOverlong();
    }
    this.#parts.push(part);
    this.#length += part.length;
  }

  #endLine(): void {
    const [only] = this.#parts;
    const line = this.#parts.length > 1 ? Buffer.concat(this.#parts, this.#length) : only;
    const skipped = this.#isSkipping;
    this.#isSkipping = false;
    this.#forget();
    if (!skipped) this.#listener.onLine(line?.toString('utf8') ?? '');
  }

  #forget(): void {
    this.#parts = [];
    this.#length = 0;
  }
}
