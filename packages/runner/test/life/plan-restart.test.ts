import { expect, test } from 'vitest';
import { planRestart } from '../../src/life/plan-restart.ts';

test('the pauses double from a second to a minute, and the tenth crash within ten minutes is the last', () => {
  const delays: number[] = [];
  let crashes: readonly number[] = [];
  for (let at = 0; ; at += 1_000) {
    const plan = planRestart({ code: 1, at }, crashes);
    if (plan.kind === 'give-up') break;
    delays.push(plan.delayMs / 1_000);
    crashes = plan.crashes;
  }
  expect(delays).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
});

test('crashes of more than ten minutes ago are forgotten', () => {
  const crashes = Array.from({ length: 9 }, (_, index) => index);
  expect(planRestart({ code: null, at: 700_000 }, crashes)).toEqual({
    kind: 'restart',
    delayMs: 1_000,
    crashes: [700_000],
  });
});

test.each([0, 64, 65, 78])('exit code %i is not started again', (code) => {
  expect(planRestart({ code, at: 0 }, []).kind).toBe('give-up');
});

test.each([1, 69, 73, null])('exit code %s is started again', (code) => {
  expect(planRestart({ code, at: 0 }, []).kind).toBe('restart');
});
