// Owns how long to wait before the next run.
import { BACKOFF_JITTER, unstableDelay, type RestartPolicy } from '@mcpm/domain';

/** Milliseconds before the next run after a stable one, without jitter. */
export const STABLE_DELAY_MS = 100;

/** Milliseconds between two tries of a process that was given up, without its ±25 %. */
export const HALF_OPEN_MS = 600_000;

/** Most that chance adds to, or takes from, the half-open period, as a part of it. */
const HALF_OPEN_JITTER = 0.25;

/**
 * Milliseconds to wait before the next run. `streak` counts the unstable runs in a row (0 after a stable one), `jitter` is a number in
 * [0, 1). After a stable run 100 ms; else `initialDelayMs` doubled for each further unstable run, capped at `maxDelayMs`; plus 0–25 %.
 */
export function backoffDelay(policy: RestartPolicy, streak: number, jitter: number): number {
  const delay = streak === 0 ? STABLE_DELAY_MS : unstableDelay(policy, streak);
  return delay * (1 + BACKOFF_JITTER * jitter);
}

/** Milliseconds until a process that was given up is tried once more: ten minutes ±25 %. */
export function halfOpenDelay(jitter: number): number {
  return HALF_OPEN_MS * (1 - HALF_OPEN_JITTER + 2 * HALF_OPEN_JITTER * jitter);
}

/** The times (milliseconds) of `tally` that still count at `now`: the sliding crash-loop window. */
export function withinWindow(policy: RestartPolicy, tally: readonly number[], now: number): readonly number[] {
  return tally.filter((time) => time > now - policy.windowMs);
}
