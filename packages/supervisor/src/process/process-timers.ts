// Owns the timers of one process: at most one of each name, and none that fires after it was forgotten.
import type { Clock } from '../runtime/clock.ts';
import type { TimerName } from '../decide/child-event.ts';

/** Longest time a timer of the machine can wait, in milliseconds; a longer one would fire at once. */
const LONGEST_MS = 2 ** 31 - 1;

interface Armed {
  handle: unknown;
}

/** Named timers on a clock, of any length. */
export class ProcessTimers {
  readonly #clock: Clock;
  readonly #armed = new Map<TimerName, Armed>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Sets the timer, instead of an earlier one of its name. `fire` is called once at most, and not after `disarm` or another `arm`, however late the clock is. */
  arm(name: TimerName, delayMs: number, fire: () => void): void {
    this.disarm(name);
    const armed: Armed = { handle: undefined };
    this.#armed.set(name, armed);
    this.#wait(armed, delayMs, () => {
      if (this.#armed.get(name) !== armed) return;
      this.#armed.delete(name);
      fire();
    });
  }

  /** Forgets the timer. */
  disarm(name: TimerName): void {
    this.#clock.clearTimeout(this.#armed.get(name)?.handle);
    this.#armed.delete(name);
  }

  #wait(armed: Armed, delayMs: number, fire: () => void): void {
    const rest = delayMs - LONGEST_MS;
    const next = rest > 0 ? () => this.#wait(armed, rest, fire) : fire;
    armed.handle = this.#clock.setTimeout(next, Math.min(delayMs, LONGEST_MS));
  }
}
