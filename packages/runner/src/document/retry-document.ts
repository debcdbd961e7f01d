// Owns trying again while there is no document at all: an address that does not answer now may do so later.
import type { Clock } from '../runtime/clock.ts';

/** Milliseconds until the first further attempt, and at most between two of them. */
const FIRST_MS = 2_000;
const LONGEST_MS = 60_000;

/** Attempts at a first document, less and less often. */
export class DocumentRetry {
  readonly #attempt: () => void;
  readonly #clock: Clock;
  #failures = 0;
  #timer: unknown;

  /** @param attempt tries once; `failed` or `stop` says how it went. */
  constructor(attempt: () => void, clock: Clock) {
    this.#attempt = attempt;
    this.#clock = clock;
  }

  /** An attempt failed: the next one comes in 2 s, twice as long after each, at most a minute. */
  failed(): void {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = this.#clock.setTimeout(this.#attempt, Math.min(FIRST_MS * 2 ** this.#failures, LONGEST_MS));
    this.#failures += 1;
  }

  /** There is a document, or nobody wants one any more. */
  stop(): void {
    this.#clock.clearTimeout(this.#timer);
  }
}
