// Owns waiting in tests: an assertion is repeated until it holds, so no test sleeps for a guessed time.
import { setTimeout as pause } from 'node:timers/promises';

/** How long and how often an assertion is tried. */
export interface EventuallyOptions {
  /** Milliseconds until the last error is thrown; default 15,000. */
  readonly timeoutMs?: number;
  /** Milliseconds between two tries; default 20. */
  readonly intervalMs?: number;
}

/**
 * Repeats an assertion, which may be async, until it passes, and returns its value.
 * Throws the assertion's last error once the deadline is over; a try that never settles counts as failed at the deadline.
 */
export async function eventually<T>(assertion: () => T | Promise<T>, options: EventuallyOptions = {}): Promise<T> {
  const { timeoutMs = 15_000, intervalMs = 20 } = options;
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    try {
      return await settledBefore(deadline, assertion);
    } catch (error) {
      if (performance.now() + intervalMs > deadline) throw error;
    }
    await pause(intervalMs);
  }
}

async function settledBefore<T>(deadline: number, assertion: () => T | Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const remainingMs = Math.max(0, deadline - performance.now());
  const timer = setTimeout(() => reject(new Error('The assertion was still pending at the deadline')), remainingMs);
  try {
    return await Promise.race([assertion(), late]);
  } finally {
    clearTimeout(timer);
  }
}
