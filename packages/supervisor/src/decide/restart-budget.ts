// Owns how many restarts a span of time may hold: a token bucket, kept as one number.
import type { RestartPolicy } from '@mcpm/domain';

/** A bucket of `capacity` restarts at once (at least 1) that gets one back every `refillMs` milliseconds. */
export interface BudgetRule {
  readonly capacity: number;
  readonly refillMs: number;
}

/** Monotonic milliseconds at which the bucket is full again; in the past when it is full. */
export type RestartBudget = number;

/** A bucket nothing was taken from. */
export const FULL_BUDGET: RestartBudget = -Infinity;

/** Milliseconds until one restart may be taken; 0: now. */
export function waitForBudget(budget: RestartBudget, rule: BudgetRule, now: number): number {
  return Math.max(0, budget - (rule.capacity - 1) * rule.refillMs - now);
}

/** The bucket after one restart at `at`, which is now or when its turn comes. */
export function spendBudget(budget: RestartBudget, rule: BudgetRule, at: number): RestartBudget {
  return Math.max(budget, at) + rule.refillMs;
}

/**
 * The restarts by itself that a policy grants one process over time: as many at once as its crash-loop limit, and then one for each longest
 * delay, or stable time if that is shorter. With the defaults ten, and one a minute: a process that is stable and crashes by turns gets no more.
 */
export function budgetOf(policy: RestartPolicy): BudgetRule {
  return { capacity: Math.max(1, policy.maxRetries), refillMs: Math.min(policy.maxDelayMs, policy.stableAfterMs) };
}

/** The restarts after unstable runs that one supervisor makes in all: `perMinute` at once, and as many each minute. */
export function supervisorBudget(perMinute: number): BudgetRule {
  return { capacity: Math.max(1, perMinute), refillMs: 60_000 / Math.max(1, perMinute) };
}
