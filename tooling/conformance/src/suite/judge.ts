// Owns the verdict on a run of the suite: what failed beyond what is expected, and what is expected but does not fail.
import type { Check, Revision } from './run-suite.ts';
import type { Unmet } from './unmet.ts';

/** What is wrong with a run; both empty if nothing is. */
export interface Verdict {
  /** Failures nobody gave a reason for, a line each. */
  readonly unexpected: readonly string[];
  /** Entries with a reason for a failure that did not happen. */
  readonly stale: readonly string[];
}

/** Holds a run against the failures that are expected at its revision. */
export function judge(checks: readonly Check[], revision: Revision, unmet: readonly Unmet[]): Verdict {
  const failed = checks.filter(({ status }) => status === 'FAILURE');
  const excused = unmet.filter((entry) => (entry.revision ?? revision) === revision).flatMap((entry) => entry.checks);
  return {
    unexpected: failed
      .filter(({ id, scenario }) => !excused.includes(id) && !excused.includes(scenario))
      .map(({ id, message }) => `${id}: ${message}`),
    stale: excused.filter((entry) => !failed.some(({ id, scenario }) => id === entry || scenario === entry)),
  };
}

/** What is about HTTP itself: on another transport it would judge the bridge. */
const OF_HTTP = [
  'dns-rebinding-protection',
  'http-header-validation',
  'http-custom-header-server-validation',
  'server-session-lifecycle',
  'server-sse-multiple-streams',
  'server-sse-polling',
  'server-stateless:sep-2575-http-server-header-mismatch-400',
];

/** The checks that mean something on any transport. */
export function ofAnyTransport(checks: readonly Check[]): readonly Check[] {
  return checks.filter(({ id, scenario }) => !OF_HTTP.includes(id) && !OF_HTTP.includes(scenario));
}

/** Where two runs differ in what passes and what fails, a line for each check. */
export function differences(left: readonly Check[], right: readonly Check[]): readonly string[] {
  const told = (checks: readonly Check[]) => new Map(checks.map(({ id, status }) => [id, status]));
  const [one, other] = [told(left), told(right)];
  return [...new Set([...one.keys(), ...other.keys()])]
    .filter((id) => one.get(id) !== other.get(id))
    .map((id) => `${id}: ${one.get(id) ?? 'not run'} there, ${other.get(id) ?? 'not run'} here`);
}
