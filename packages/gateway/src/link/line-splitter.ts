// Owns bytes becoming lines, none longer than a limit.

const NEWLINE = 0x0a;
const ENDS_BYTES = 64;

/** Where the lines go. */
export interface LineSplitterOptions {
  /** Bytes a line may have. */
  readonly maxBytes: number;
  readonly onLine: (line: string) => void;
  /** Given the first and last bytes of a line that was too long, at its end. */
  readonly onOversized: (head: string, tail: string) => void;
}

/** Cuts bytes at newlines; a multi-byte character may be split between two chunks. */
export class LineSplitter {
  readonly #options: LineSplitterOptions;
  #pieces: Buffer[] = [];
  #size = 0;

  constructor(options: LineSplitterOptions) {
    this.#options = options;
  }

  /** Takes the next bytes and reports each line they complete, without its newline. */
  push(chunk: Buffer): void {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, from)) {
      this.#collect(chunk.subarray(from, at));
      this.#finish();
      from = at + 1;
    }
    this.#collect(chunk.subarray(from));
  }

  #collect(piece: Buffer): void {
    if (piece.length === 0) return;
    this.#size += piece.length;
    this.#pieces.push(piece);
    if (this.#size <= this.#options.maxBytes) return;
    // Only the two ends of a line too long are kept.
    const all = Buffer.concat(this.#pieces);
    this.#pieces = [
      Buffer.concat([all.subarray(0, ENDS_BYTES), all.subarray(Math.max(ENDS_BYTES, all.length - ENDS_BYTES))]),
    ];
  }

  #finish(): void {
    const bytes = Buffer.concat(this.#pieces);
    const oversized = this.#size > this.#options.maxBytes;
    this.#pieces = [];
    this.#size = 0;
    const line = bytes.toString('utf8').trim();
    if (oversized)
      this.#options.onOversized(bytes.toString('utf8', 0, ENDS_BYTES), bytes.toString('utf8', ENDS_BYTES).trimEnd());
    else if (line !== '') this.#options.onLine(line);
  }
}
