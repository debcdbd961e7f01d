// The acceptance table against the built runner: 100 % in every pass, or the test says what differs.
import { beforeAll, describe, expect, test } from 'vitest';
import { listCases } from '../src/catalogue.ts';
import { printFailures, printScore, printTable } from '../src/report/print-score.ts';
import { scoreOf, type Score } from '../src/report/score.ts';
import { builtRunner } from '../src/run/built-runner.ts';
import { PASSES } from '../src/run/pass.ts';
import { runCases } from '../src/run/run-cases.ts';

const cases = listCases();
let score: Score;

beforeAll(async () => {
  const bin = await builtRunner((line) => process.stderr.write(`${line}\n`));
  score = scoreOf(cases, await runCases({ cases, passes: PASSES, bin, lanes: 2 }));
}, 240_000);

/** The score of one pass with the table and its failures, which is what a failing test shows. */
function shown(name: string): string {
  const failures = score.failures.filter(({ pass }) => pass === name);
  return failures.length === 0
    ? 'all passed'
    : `${printTable(score)}\n\n${printFailures(failures)}\n\n${printScore(score)}`;
}

describe('the acceptance table', () => {
  test.each(PASSES.filter(({ face }) => face !== 'lazy'))(
    'R1: every case passes over $transport in the $era era ($face), results checked by the official client',
    ({ name }) => {
      expect(shown(name)).toBe('all passed');
    },
  );

  test('R28: every case has the same request and the same result in lazy mode', () => {
    expect(shown('lazy')).toBe('all passed');
  });

  test('no case is left out: the first pass judges all of them, at least 250, and every pass makes every call', () => {
    expect(cases.length).toBeGreaterThanOrEqual(250);
    expect(score.passes[0]?.total).toBe(cases.length);
    const calls = cases.filter(({ args }) => args !== undefined).length;
    expect(Math.min(...score.passes.map(({ total }) => total))).toBeGreaterThanOrEqual(calls);
    expect(score.passes).toHaveLength(PASSES.length);
  });
});
