// Owns time for whatever waits: the real clock in the form that tests replace.

/** Time and timers. */
export interface Clock {
  /** Milliseconds since an arbitrary start; never goes back. */
  readonly now: () => number;
  /** Calls `fire` after a while; returns a handle. */
  readonly setTimeout: (fire: () => void, delayMs: number) => unknown;
  /** Forgets a timer; `undefined` and handles that fired are ignored. */
  readonly clearTimeout: (handle: unknown) => void;
}

/** The clock of this machine. */
export const systemClock: Clock = {
  now: () => performance.now(),
  setTimeout: (fire, delayMs) => setTimeout(fire, delayMs),
  clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout | undefined),
};
