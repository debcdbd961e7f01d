// Owns how long to wait before the next run, and whether the crash-loop limit of a policy can be reached at all.
import type { RestartPolicy } from '@mcpm/domain';

/** Milliseconds before the next run after a stable one, without jitter. */
export const STABLE_DELAY_MS = 100;

/** Milliseconds between two tries of a process that was given up, without its ±25 %. */
export const HALF_OPEN_MS = 600_000;

const JITTER = 0.25;

/**
 * Milliseconds to wait before the next run. `streak` counts the unstable runs in a row (0 after a stable one), `jitter` is a number in
 * [0, 1). After a stable run 100 ms; else `initialDelayMs` doubled for each further unstable run, capped at `maxDelayMs`; plus 0–25 %.
 */
export function backoffDelay(policy: RestartPolicy, streak: number, jitter: number): number {
  return delayWithoutJitter(policy, streak) * (1 + JITTER * jitter);
}

/** Milliseconds until a process that was given up is tried once more: ten minutes ±25 %. */
export function halfOpenDelay(jitter: number): number {
  return HALF_OPEN_MS * (1 - JITTER + 2 * JITTER * jitter);
}

/** The times (milliseconds) of `tally` that still count at `now`: the sliding crash-loop window. */
export function withinWindow(policy: RestartPolicy, tally: readonly number[], now: number): readonly number[] {
  return tally.filter((time) => time > now - policy.windowMs);
}

/** Milliseconds a process that dies at once needs, at most, to reach the crash-loop limit of its policy. */
export function timeToCrashLoop(policy: RestartPolicy): number {
  let total = 0;
  for (let streak = 1; streak < policy.maxRetries; streak += 1) total += backoffDelay(policy, streak, 1);
  return total;
}

/** Whether a process that dies at once is ever given up: all its exits must fall into one window. */
export function crashLoopIsReachable(policy: RestartPolicy): boolean {
  return timeToCrashLoop(policy) < policy.windowMs;
}

function delayWithoutJitter(policy: RestartPolicy, streak: number): number {
  if (streak === 0) return STABLE_DELAY_MS;
  return Math.min(policy.initialDelayMs * 2 ** (streak - 1), policy.maxDelayMs);
}
