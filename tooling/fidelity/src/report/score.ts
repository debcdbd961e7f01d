// Owns the score: how many cases passed, as a whole, by group and by pass.
import { groupOf, type FidelityCase } from '../case.ts';
import type { Outcome } from '../run/run-pass.ts';

/** How many of how many. */
export interface Count {
  readonly passed: number;
  readonly total: number;
}

/** A group's count in each pass, in the order of the passes, and of cases that passed everywhere. */
interface GroupScore extends Count {
  readonly group: string;
  readonly passes: readonly Count[];
}

/** The whole score. */
export interface Score extends Count {
  readonly passes: readonly (Count & { readonly name: string })[];
  readonly groups: readonly GroupScore[];
  /** Calls and looks that passed and failed, each pass counted for itself. */
  readonly outcomes: Count;
  readonly failures: readonly Outcome[];
}

/** Counts outcomes. A case has passed when it passed in every pass. */
export function scoreOf(cases: readonly FidelityCase[], outcomes: readonly Outcome[]): Score {
  const failures = outcomes.filter(({ faults }) => faults.length > 0);
  const failed = new Set(failures.map(({ id }) => id));
  const names = [...new Set(outcomes.map(({ pass }) => pass))];
  const count = (own: readonly Outcome[]): Count => ({
    passed: own.filter(({ faults }) => faults.length === 0).length,
    total: own.length,
  });
  const inPass = (name: string, group?: string): Count =>
    count(outcomes.filter(({ id, pass }) => pass === name && (group === undefined || groupOf(id) === group)));
  const groups = [...Map.groupBy(cases, ({ id }) => groupOf(id))].map(([group, own]) => ({
    group,
    passed: own.filter(({ id }) => !failed.has(id)).length,
    total: own.length,
    passes: names.map((name) => inPass(name, group)),
  }));
  return {
    passed: cases.length - failed.size,
    total: cases.length,
    passes: names.map((name) => ({ name, ...inPass(name) })),
    groups,
    outcomes: count(outcomes),
    failures,
  };
}
