import { RestartPolicy } from '@mcpm/domain';
import { FakeClock } from '@mcpm/test-kit';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { budgetOf, FULL_BUDGET, spendBudget, waitForBudget } from '../../src/decide/restart-budget.ts';
import { StartSlots } from '../../src/process/start-slots.ts';
import { Driver } from './driver.ts';

const uptimes = fc.array(fc.constantFrom(0, 10, 900, 20_000, 59_999, 60_000, 61_000), {
  minLength: 20,
  maxLength: 200,
});

/** Runs a process that is ready for each of these times; the moments at which a restart came by itself. */
function restartsOf(driver: Driver, times: readonly number[]): number[] {
  const moments: number[] = [];
  for (const time of times) {
    driver.becomeReady().exit(1, time);
    if (driver.phase === 'failed') driver.feed({ type: 'start', spec: driver.state.spec });
    else moments.push('retryAt' in driver.state.phase ? (driver.state.phase.retryAt ?? NaN) : NaN);
  }
  return moments;
}

/** The most restarts of these within any span, less what the span earns at one in a minute. */
function worstBurst(moments: readonly number[]): number {
  let worst = 0;
  for (const [first, from] of moments.entries())
    for (const [last, to] of moments.entries())
      if (last >= first) worst = Math.max(worst, last - first + 1 - (to - from) / 60_000);
  return worst;
}

test('P14: a process restarts by itself ten times at most, and then once in a minute, whatever the sequence of its ends', () => {
  fc.assert(
    fc.property(uptimes, (times) => {
      const moments: number[] = [];
      const driver = new Driver();
      for (const time of times) {
        moments.push(...restartsOf(driver, [time]));
        // A person who starts it anew starts the count anew.
        if (driver.phase === 'queued') moments.length = 0;
        if (worstBurst(moments) > 10 + 1e-6) throw new Error(`${worstBurst(moments)} restarts too many`);
      }
    }),
    { numRuns: 200 },
  );
});

test('P14: stable and unstable runs by turns, which never trip the crash-loop limit, get no more either', () => {
  const times = Array.from({ length: 300 }, (_, index) => (index % 5 === 0 ? 60_000 : 0));
  const driver = new Driver();
  const moments = restartsOf(driver, times);
  expect(moments).toHaveLength(300);
  expect((moments.at(-1)! - moments[0]!) / 60_000).toBeGreaterThan(285);
});

test('P14: all processes together restart after unstable runs no more often than the budget says, and nobody else waits for it', () => {
  const clock = new FakeClock();
  const slots = new StartSlots(1000, clock, 60);
  let restarts = 0;
  let starts = 0;
  const again = (id: string) =>
    slots.request(
      id,
      () => {
        restarts += 1;
        slots.release(id);
      },
      true,
    );
  for (let minute = 0; minute < 5; minute += 1) {
    for (let id = 0; id < 300; id += 1) again(`${minute} ${id}`);
    slots.request('a first start', () => (starts += 1));
    slots.release('a first start');
    clock.advance(60_000);
    expect(starts).toBe(minute + 1);
    expect(restarts).toBe(60 + 60 * (minute + 1));
  }
  for (let minute = 0; minute < 5; minute += 1) for (let id = 0; id < 300; id += 1) slots.release(`${minute} ${id}`);
  expect(clock.pending).toBe(0);
});

test('P14: only restarts after unstable runs that nobody asked for are metered', () => {
  const metered = (driver: Driver) => driver.effects.find((effect) => effect.type === 'request-slot')?.metered;
  expect(metered(new Driver().becomeReady().exit(1).passBackoff())).toBe(true);
  expect(metered(new Driver().becomeReady().exit(1, 60_000).passBackoff())).toBe(false);
  expect(metered(new Driver().becomeReady().exit(1).feed({ type: 'restart' }))).toBe(false);
  const driver = new Driver();
  expect(metered(driver.feed({ type: 'start', spec: driver.state.spec }))).toBe(false);
});

test('a budget gives what it holds at once, and then one in each period', () => {
  const rule = { capacity: 3, refillMs: 1000 };
  let budget = FULL_BUDGET;
  const waits = [0, 0, 0, 0, 500, 5000].map((now) => {
    const wait = waitForBudget(budget, rule, now);
    budget = spendBudget(budget, rule, now + wait);
    return wait;
  });
  expect(waits).toEqual([0, 0, 0, 1000, 1500, 0]);
  expect(budgetOf(RestartPolicy.parse({}))).toEqual({ capacity: 10, refillMs: 60_000 });
});
