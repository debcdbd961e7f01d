// Owns telling how far a long answer is: the first item at once, then never more often than is useful.
import type { Clock } from '../runtime/clock.ts';
import type { AnswerProgress } from '../call/call-context.ts';

/** Milliseconds between two reports. */
const EVERY_MS = 250;
/** Milliseconds after which an answer without items counts as long. */
const LONG_MS = 1_000;

/** Watches one answer while it comes in. */
export class AnswerWatch {
  readonly #onProgress: (progress: AnswerProgress) => void;
  readonly #clock: Clock;
  readonly #longAt: number;
  #bytes = 0;
  #item: string | undefined;
  #nextAt: number;
  #timer: unknown;

  constructor(onProgress: (progress: AnswerProgress) => void, clock: Clock) {
    this.#onProgress = onProgress;
    this.#clock = clock;
    this.#nextAt = clock.now();
    this.#longAt = this.#nextAt + LONG_MS;
  }

  /** Some bytes have come. How many is told of answers that have no items and take long. */
  received(bytes: number): void {
    this.#bytes += bytes;
    const now = this.#clock.now();
    if (this.#item === undefined && now >= this.#longAt && now >= this.#nextAt) this.#tell();
  }

  /** The newest item has come; it is told now, or when enough time has gone by, unless a newer one is there by then. */
  item(line: string): void {
    this.#item = line;
    if (this.#timer !== undefined) return;
    const inMs = this.#nextAt - this.#clock.now();
    if (inMs <= 0) this.#tell();
    else this.#timer = this.#clock.setTimeout(() => this.#tell(), inMs);
  }

  /** Nothing is told any more. */
  end(): void {
    this.#clock.clearTimeout(this.#timer);
  }

  #tell(): void {
    this.#timer = undefined;
    this.#nextAt = this.#clock.now() + EVERY_MS;
    this.#onProgress({ bytes: this.#bytes, message: this.#item ?? `${this.#bytes} bytes of the answer have come` });
  }
}
