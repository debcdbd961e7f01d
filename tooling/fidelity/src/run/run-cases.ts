// Owns the whole run: fixtures side by side, as many as there is room for.
import type { FidelityCase, FixtureName } from '../case.ts';
import type { Pass } from './pass.ts';
import { runFixture } from './run-fixture.ts';
import type { Outcome } from './run-pass.ts';

/** What is run, and with which runner. */
export interface Run {
  readonly cases: readonly FidelityCase[];
  readonly passes: readonly Pass[];
  readonly bin: string;
  /** Fixtures at the same time. */
  readonly lanes: number;
}

/** Every outcome, in the order of the cases and then of the passes. */
export async function runCases({ cases, passes, bin, lanes }: Run): Promise<readonly Outcome[]> {
  const groups = Map.groupBy(cases, ({ fixture = '3.1' }) => fixture);
  // The largest first, so that no lane is left with it at the end.
  const queue = [...groups].toSorted(([, left], [, right]) => right.length - left.length);
  const outcomes: Outcome[] = [];
  const lane = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [name, own]: readonly [FixtureName, readonly FidelityCase[]] = next;
      outcomes.push(...(await runFixture({ name, cases: own, passes, bin })));
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  const place = new Map(cases.map(({ id }, index) => [id, index]));
  return outcomes.toSorted((left, right) => (place.get(left.id) ?? 0) - (place.get(right.id) ?? 0));
}
