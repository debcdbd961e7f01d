// Owns leaving: once, in order, within its time, whatever is still open.

/** What leaving needs of the process around. */
export interface DepartureParts {
  /** Closes what is open; may take its time, but only `withinMs`. */
  readonly close: () => Promise<void>;
  readonly withinMs: number;
  readonly exit: (code: number) => void;
}

/** The one way out of the process. */
export class Departure {
  readonly #parts: DepartureParts;
  #leaving = false;

  constructor(parts: DepartureParts) {
    this.#parts = parts;
  }

  /** Whether it began. */
  get began(): boolean {
    return this.#leaving;
  }

  /** Closes everything and exits; only the first call counts. */
  leave(code: number): void {
    if (this.#leaving) return;
    this.#leaving = true;
    const exit = () => this.#parts.exit(code);
    setTimeout(exit, this.#parts.withinMs);
    // What cannot be closed ends with the process.
    this.#parts.close().then(exit, exit);
  }
}
