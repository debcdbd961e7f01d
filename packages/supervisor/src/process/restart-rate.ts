// Owns how often a process was started again in the last hour: what a slow crash loop shows by.
import type { Clock } from '../runtime/clock.ts';

const HOUR_MS = 3_600_000;

/** The restarts of one process. */
export class RestartRate {
  readonly #clock: Clock;
  #times: number[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** It was started again now. */
  add(): void {
    this.#forgetOld();
    this.#times.push(this.#clock.now());
  }

  /** Restarts in the last hour. */
  get perHour(): number {
    this.#forgetOld();
    return this.#times.length;
  }

  #forgetOld(): void {
    const since = this.#clock.now() - HOUR_MS;
    this.#times = this.#times.filter((time) => time > since);
  }
}
