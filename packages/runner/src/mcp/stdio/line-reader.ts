// Owns the parting of a byte stream into lines of text, each within a bound.

const NEWLINE = 0x0a;
const BYTE_ORDER_MARK = '\uFEFF';

/** What is done with lines. */
export interface LineReaderOptions {
  /** Bytes one line may have. */
  readonly maxBytes: number;
  /** Told each line that is not empty, without its end and without a byte order mark. */
  readonly onLine: (line: string) => void;
  /** Told once of each line that is too long; what is left of it is skipped. */
  readonly onTooLong: () => void;
}

/** Takes chunks of bytes, whose borders need not be those of lines or of characters. */
export class LineReader {
  readonly #options: LineReaderOptions;
  /** The pieces of a line that has not ended. */
  #pieces: Buffer[] = [];
  #bytes = 0;
  #skipping = false;

  constructor(options: LineReaderOptions) {
    this.#options = options;
  }

  /** Takes the next bytes; every line that ends in them is told before this returns. */
  take(chunk: Buffer): void {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      this.#add(chunk, start, end);
      this.#endLine();
      start = end + 1;
    }
    this.#add(chunk, start, chunk.length);
  }

  /** There is no more; a last line need not have an end. */
  end(): void {
    this.#endLine();
  }

  #add(chunk: Buffer, start: number, end: number): void {
    if (start === end || this.#skipping) return;
    this.#bytes += end - start;
    if (this.#bytes > this.#options.maxBytes) {
      this.#pieces = [];
      this.#skipping = true;
      this.#options.onTooLong();
    } else {
      this.#pieces.push(start === 0 && end === chunk.length ? chunk : chunk.subarray(start, end));
    }
  }

  #endLine(): void {
    const [first, ...more] = this.#pieces;
    this.#pieces = [];
    this.#bytes = 0;
    this.#skipping = false;
    if (first === undefined) return;
    const whole = more.length === 0 ? first : Buffer.concat([first, ...more]);
    const text = whole.toString('utf8');
    const line = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
    if (/\S/.test(line)) this.#options.onLine(line);
  }
}
