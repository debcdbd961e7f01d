// Owns the judgement on a run's health: what its checks add up to, and when the next one is due.
import type { Health, HealthPolicy } from '@mcpm/domain';

/** Longest time between two checks after a failure, in milliseconds. */
const REPROBE_MS = 5000;

/** A sample is void when the supervisor's own loop was late by more than this many milliseconds while it was taken. */
export const MAX_OWN_DELAY_MS = 1000;

/** What the counted checks of one run add up to. */
export interface HealthRecord {
  readonly health: Health;
  /** A run that never answered is never judged. */
  readonly everAnswered: boolean;
  /** The last counted results, oldest first; at most `failures + 2`. */
  readonly results: readonly boolean[];
}

/** Nothing is known: not ready, or asked and silent so far. */
export const noHealthRecord: HealthRecord = { health: 'unknown', everAnswered: false, results: [] };

/** A run that has just become ready: that it said so is its first sign of health, though not an answer to a check. */
export const readyHealthRecord: HealthRecord = { health: 'healthy', everAnswered: false, results: [] };

/**
 * The record after one more counted check. Unhealthy after `failures` failures in a row, or as many among the last `failures + 2`
 * (so that a flapping process is not hidden), but only once it has ever answered; one success makes an unknown process healthy.
 */
export function judge(record: HealthRecord, ok: boolean, policy: HealthPolicy): HealthRecord {
  const everAnswered = record.everAnswered || ok;
  if (!everAnswered) return noHealthRecord;
  const results = [...record.results, ok].slice(-(policy.failures + 2));
  const failed = results.filter((result) => !result).length;
  return { health: failed >= policy.failures ? 'unhealthy' : 'healthy', everAnswered, results };
}

/** Milliseconds until the next check: soon after a failure, else the policy's interval. */
export function nextCheckDelay(lastOk: boolean, policy: HealthPolicy): number {
  return lastOk ? policy.intervalMs : Math.min(policy.intervalMs, REPROBE_MS);
}
