// Owns time in tests: it moves only when it is told to, and timers fire in the order they are due.

interface Timer {
  readonly dueAt: number;
  readonly fire: () => void;
}

/** A monotonic clock in milliseconds, usable wherever `{ now, setTimeout, clearTimeout }` is injected. */
export class FakeClock {
  #now: number;
  #lastHandle = 0;
  readonly #timers = new Map<number, Timer>();

  /** @param startMs what `now()` says at first; default 0. */
  constructor(startMs = 0) {
    this.#now = startMs;
  }

  /** Milliseconds since an arbitrary start. */
  readonly now = (): number => this.#now;

  /** Calls `fire` once the clock was advanced by `delayMs` (negative counts as 0); never within this call. Returns a handle. */
  readonly setTimeout = (fire: () => void, delayMs: number): unknown => {
    this.#lastHandle += 1;
    this.#timers.set(this.#lastHandle, { dueAt: this.#now + Math.max(0, delayMs), fire });
    return this.#lastHandle;
  };

  /** Forgets a timer; a handle that fired already, or is unknown, is ignored. */
  readonly clearTimeout = (handle: unknown): void => {
    if (typeof handle === 'number') this.#timers.delete(handle);
  };

  /** How many timers wait. */
  get pending(): number {
    return this.#timers.size;
  }

  /**
   * Moves time forward and fires every timer due on the way: by due time, then in the order they were set. `now()` reads the due
   * time while a timer fires; timers set meanwhile fire too when they fall in the window. A timer's error ends the advance there.
   */
  advance(milliseconds: number): void {
    if (!(milliseconds >= 0)) throw new RangeError(`A clock cannot be advanced by ${milliseconds} ms`);
    const target = this.#now + milliseconds;
    for (let next = this.#earliest(); next !== undefined && next.timer.dueAt <= target; next = this.#earliest()) {
      this.#timers.delete(next.handle);
      this.#now = next.timer.dueAt;
      next.timer.fire();
    }
    this.#now = target;
  }

  #earliest(): { readonly handle: number; readonly timer: Timer } | undefined {
    let found: { readonly handle: number; readonly timer: Timer } | undefined;
    // A map keeps the order of insertion, so of two timers due together the first one set wins.
    for (const [handle, timer] of this.#timers) {
      if (found === undefined || timer.dueAt < found.timer.dueAt) found = { handle, timer };
    }
    return found;
  }
}
