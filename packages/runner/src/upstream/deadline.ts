// Owns the time of one call: it ends when its milliseconds are over, or when nobody wants it any more.
import type { Clock } from '../runtime/clock.ts';

/** What the time of a call is made of. */
export interface DeadlineParts {
  readonly timeoutMs: number;
  readonly clock: Clock;
  /** Aborted when the call is no longer wanted. */
  readonly wanted: AbortSignal;
}

/** The time of one call. */
export class Deadline implements Disposable {
  /** Milliseconds of the whole call. */
  readonly timeoutMs: number;
  readonly #clock: Clock;
  readonly #wanted: AbortSignal;
  readonly #ends = new AbortController();
  readonly #endsAt: number;
  readonly #timer: unknown;
  readonly #leave: () => void;
  #passed = false;

  /** Throws the reason of `wanted` if it is aborted already. */
  constructor({ timeoutMs, clock, wanted }: DeadlineParts) {
    wanted.throwIfAborted();
    this.timeoutMs = timeoutMs;
    this.#clock = clock;
    this.#wanted = wanted;
    this.#endsAt = clock.now() + timeoutMs;
    // Not `AbortSignal.timeout` and `any`: they would keep what belongs to a call until its time is over.
    this.#timer = clock.setTimeout(() => {
      this.#passed = true;
      this.#ends.abort();
    }, timeoutMs);
    this.#leave = () => this.#ends.abort(wanted.reason);
    wanted.addEventListener('abort', this.#leave, { once: true });
  }

  /** Aborted at the end of the call, whichever it is. */
  get signal(): AbortSignal {
    return this.#ends.signal;
  }

  /** Whether the time is over. */
  get passed(): boolean {
    return this.#passed;
  }

  /** Milliseconds left. */
  leftMs(): number {
    return this.#endsAt - this.#clock.now();
  }

  /** Resolves after a while; rejects when the call ends before. */
  async pause(ms: number): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const timer = this.#clock.setTimeout(resolve, ms);
    const leave = () => reject(this.signal.reason);
    this.signal.addEventListener('abort', leave, { once: true });
    try {
      await promise;
    } finally {
      this.#clock.clearTimeout(timer);
      this.signal.removeEventListener('abort', leave);
    }
  }

  [Symbol.dispose](): void {
    this.#clock.clearTimeout(this.#timer);
    this.#wanted.removeEventListener('abort', this.#leave);
  }
}
