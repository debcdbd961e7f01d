// Owns where time comes from: a monotonic clock with timers, handed in so that tests may move it.

/** Monotonic time in milliseconds since an arbitrary start, and timers on it. Wall-clock jumps change none of it. */
export interface Clock {
  readonly now: () => number;
  readonly setTimeout: (fire: () => void, delayMs: number) => unknown;
  readonly clearTimeout: (handle: unknown) => void;
}

/** The clock of this machine. */
export const systemClock: Clock = {
  now: () => performance.now(),
  setTimeout: (fire, delayMs) => setTimeout(fire, delayMs),
  clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
};
