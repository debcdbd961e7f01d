// Owns the judgement on a run's health: what its checks add up to, and when the next one is due.
import type { Health, HealthPolicy, HealthVerdict } from '@mcpm/domain';

/** Longest time between two checks while it is failing, in milliseconds. */
const REPROBE_MS = 5000;

/** Successes in a row after which a failing run is well again. */
const RECOVERED_AFTER = 3;

/** A sample is void when the supervisor's own loop was late by more than this many milliseconds while it was taken. */
export const MAX_OWN_DELAY_MS = 1000;

/** What the counted checks of one run add up to. */
export interface HealthRecord {
  readonly health: Health;
  /** With hysteresis, for those who are told of changes; undefined before the first answer. */
  readonly verdict: HealthVerdict['verdict'] | undefined;
  /** A run that never answered is never judged. */
  readonly everAnswered: boolean;
  /** The last counted results, oldest first; at most `failures + 2`. */
  readonly results: readonly boolean[];
}

/** Nothing is known: not ready, or asked and silent so far. */
export const noHealthRecord: HealthRecord = {
  health: 'unknown',
  verdict: undefined,
  everAnswered: false,
  results: [],
};

/** A run that has just become ready: that it said so is its first sign of health, though not an answer to a check. */
export const readyHealthRecord: HealthRecord = { ...noHealthRecord, health: 'healthy' };

/**
 * The record after one more counted check. Unhealthy after `failures` failures in a row, or as many among the last `failures + 2`
 * (so that a flapping process is not hidden), but only once it has ever answered; one success makes an unknown process healthy.
 * The verdict is `failing` from the first failure until three successes in a row, so that one who flaps is told of once.
 */
export function judge(record: HealthRecord, ok: boolean, policy: HealthPolicy): HealthRecord {
  const everAnswered = record.everAnswered || ok;
  if (!everAnswered) return noHealthRecord;
  const results = [...record.results, ok].slice(-(policy.failures + 2));
  const isUnhealthy = results.filter((result) => !result).length >= policy.failures;
  return {
    health: isUnhealthy ? 'unhealthy' : 'healthy',
    verdict: isUnhealthy ? 'unhealthy' : verdictOf(record, results),
    everAnswered,
    results,
  };
}

/** Milliseconds until the next check: the policy's interval while it is well, soon after a failure and until it has recovered. */
export function nextCheckDelay(isWell: boolean, policy: HealthPolicy): number {
  return isWell ? policy.intervalMs : Math.min(policy.intervalMs, REPROBE_MS);
}

function verdictOf({ verdict }: HealthRecord, results: readonly boolean[]): HealthVerdict['verdict'] {
  if (results.at(-1) === false) return 'failing';
  const last = results.slice(-RECOVERED_AFTER);
  const hasRecovered = last.length === RECOVERED_AFTER && last.every(Boolean);
  return verdict === undefined || verdict === 'healthy' || hasRecovered ? 'healthy' : 'failing';
}
