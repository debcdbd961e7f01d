// Owns the time a question may take, and how late this very process was meanwhile.
import type { Clock } from '../runtime/clock.ts';

/** Milliseconds between two looks at the clock: short, so that a stall of this process shows. */
const TICK_MS = 250;

/** A span of silence. */
export class Silence {
  /** Resolves when it has lasted `timeoutMs`; never after `end`. */
  readonly over: Promise<void>;
  readonly #clock: Clock;
  readonly #endsAt: number;
  readonly #finish: () => void;
  #due: number;
  #worst = 0;
  #timer: unknown;

  constructor(clock: Clock, timeoutMs: number) {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.over = promise;
    this.#finish = resolve;
    this.#clock = clock;
    this.#due = clock.now();
    this.#endsAt = this.#due + timeoutMs;
    this.#tick();
  }

  /** The longest time, in milliseconds, that this process was late in it so far: then the silence is ours. */
  get worstDelayMs(): number {
    return Math.max(this.#worst, this.#clock.now() - this.#due);
  }

  /** Forgets it. */
  end(): void {
    this.#clock.clearTimeout(this.#timer);
  }

  #tick(): void {
    this.#worst = this.worstDelayMs;
    const now = this.#clock.now();
    const wait = Math.min(TICK_MS, this.#endsAt - now);
    if (wait <= 0) return this.#finish();
    this.#due = now + wait;
    this.#timer = this.#clock.setTimeout(() => this.#tick(), wait);
  }
}
