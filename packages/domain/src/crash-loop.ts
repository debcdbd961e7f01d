// Owns the published formula of the back-off, and whether the crash-loop limit of a policy can be reached at all.
import { McpmError } from './mcpm-error.ts';
import type { RestartPolicy } from './restart-policy.ts';

/** Most that chance adds to a delay, as a part of it. */
export const BACKOFF_JITTER = 0.25;

/** Milliseconds to wait after `streak` (≥ 1) unstable runs in a row, without jitter: `initialDelayMs` doubled each time, capped at `maxDelayMs`. */
export function unstableDelay(policy: RestartPolicy, streak: number): number {
  return Math.min(policy.initialDelayMs * 2 ** (streak - 1), policy.maxDelayMs);
}

/** Milliseconds a process that dies at once needs, at most, to reach the crash-loop limit of its policy. */
export function timeToCrashLoop(policy: RestartPolicy): number {
  let total = 0;
  for (let streak = 1; streak < policy.maxRetries; streak += 1)
    total += unstableDelay(policy, streak) * (1 + BACKOFF_JITTER);
  return total;
}

/** Whether a process that dies at once is ever given up: all its exits must fall into one window. */
export function crashLoopIsReachable(policy: RestartPolicy): boolean {
  return timeToCrashLoop(policy) < policy.windowMs;
}

/** Refuses, with `validation_failed`, a policy by which a process that dies at once is never given up. */
export function refuseEndlessRestarts(policy: RestartPolicy): void {
  if (crashLoopIsReachable(policy)) return;
  const message = `${policy.maxRetries} retries do not fit into a window of ${policy.windowMs} ms with these delays, so it would never be given up.`;
  const next = 'Choose fewer retries, a longer windowMs or shorter delays.';
  throw new McpmError('validation_failed', message, { faults: [{ pointer: '/restart/maxRetries', message }], next });
}
