// Owns the timers of one process: at most one of each name.
import type { Clock } from './clock.ts';
import type { TimerName } from './decide/child-event.ts';

/** Named timers on a clock. */
export class ProcessTimers {
  readonly #clock: Clock;
  readonly #handles = new Map<TimerName, unknown>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Sets the timer, instead of an earlier one of its name. */
  arm(name: TimerName, delayMs: number, fire: () => void): void {
    this.disarm(name);
    this.#handles.set(name, this.#clock.setTimeout(fire, delayMs));
  }

  /** Forgets the timer. */
  disarm(name: TimerName): void {
    this.#clock.clearTimeout(this.#handles.get(name));
    this.#handles.delete(name);
  }
}
