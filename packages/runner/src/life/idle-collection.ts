// Owns giving memory back: what many calls left behind is collected once nobody calls any more, instead of lying there until the heap is full.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Clock } from '../runtime/clock.ts';

/** Calls that are worth a collection: fewer leave little behind. */
const WORTH_CALLS = 500;
/** Milliseconds without a call after which nobody is likely to wait for the tens of milliseconds that it takes. */
const IDLE_MS = 500;

/** Collects when calls have ceased. */
export class IdleCollection {
  readonly #collect: () => void;
  readonly #clock: Clock;
  #calls = 0;
  #seen = 0;
  #timer: unknown;

  constructor(collect: () => void, clock: Clock) {
    this.#collect = collect;
    this.#clock = clock;
  }

  /** A call was made. */
  called(): void {
    this.#calls += 1;
    if (this.#calls >= WORTH_CALLS && this.#timer === undefined) this.#look();
  }

  /** Forgets it. */
  stop(): void {
    this.#clock.clearTimeout(this.#timer);
  }

  #look(): void {
    this.#seen = this.#calls;
    this.#timer = this.#clock.setTimeout(() => {
      if (this.#calls !== this.#seen) return this.#look();
      this.#timer = undefined;
      this.#calls = 0;
      this.#collect();
    }, IDLE_MS);
  }
}

/**
 * Makes what collects everything, and gives empty pages back to the system. A heap that is left to itself is allowed to grow to a multiple of what is alive.
 * The context that V8 gives its collector in is made by the first use, and kept.
 */
export function everythingCollector(): () => void {
  let collect: unknown;
  return () => {
    if (collect === undefined) {
      setFlagsFromString('--expose-gc');
      collect = runInNewContext('gc');
      // The flags of the process are part of the compiled code that it keeps.
      setFlagsFromString('--no-expose-gc');
    }
    if (typeof collect === 'function') collect({ type: 'major', execution: 'async', flavor: 'last-resort' });
  };
}
