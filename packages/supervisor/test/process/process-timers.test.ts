import { FakeClock } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { ProcessTimers } from '../../src/process/process-timers.ts';

test('P4: a timer that was forgotten or set anew does not fire, even if the clock calls it', () => {
  const calls: (() => void)[] = [];
  const clock = { now: () => 0, setTimeout: (fire: () => void) => calls.push(fire), clearTimeout() {} };
  const timers = new ProcessTimers(clock);
  const fired: string[] = [];
  timers.arm('ladder', 10, () => fired.push('forgotten'));
  timers.disarm('ladder');
  timers.arm('ladder', 10, () => fired.push('first'));
  timers.arm('ladder', 10, () => fired.push('second'));
  for (const call of calls) call();
  for (const call of calls) call();
  expect(fired).toEqual(['second']);
});

test('a timer of months fires when it is due, not at once', () => {
  const clock = new FakeClock();
  const timers = new ProcessTimers(clock);
  let fired = 0;
  const year = 365 * 86_400_000;
  timers.arm('age', year, () => (fired += 1));
  clock.advance(year - 1);
  expect(fired).toBe(0);
  clock.advance(1);
  expect(fired).toBe(1);
  timers.arm('age', year, () => (fired += 1));
  clock.advance(year / 2);
  timers.disarm('age');
  expect(clock.pending).toBe(0);
});
