import { crashLoopIsReachable, RestartPolicy, timeToCrashLoop } from '@mcpm/domain';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backoffDelay, halfOpenDelay, withinWindow } from '../../src/decide/backoff-delay.ts';
import { Driver } from './driver.ts';

const policy = RestartPolicy.parse({});
const jitter = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('the delay before the next run', () => {
  test('P12: doubles from one second to sixty and is 100 ms after a stable run', () => {
    const delays = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((streak) => backoffDelay(policy, streak, 0));
    expect(delays).toEqual([100, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000]);
  });

  test('P12: any sequence of exits yields exactly the formula: min(1 s × 2^(n-1), 60 s) × (1 + jitter / 4), 100 ms after a stable run', () => {
    const exits = fc.array(fc.record({ uptimeMs: fc.integer({ min: 0, max: 130_000 }), jitter }), { maxLength: 30 });
    fc.assert(
      fc.property(exits, (runs) => {
        const driver = new Driver({ restart: { maxRetries: 1000, windowMs: 100_000_000 } });
        let streak = 0;
        for (const run of runs) {
          driver.becomeReady();
          driver.jitter = run.jitter;
          driver.exit(1, run.uptimeMs);
          streak = run.uptimeMs >= 60_000 ? 0 : streak + 1;
          const exact = streak === 0 ? 100 : Math.min(1000 * 2 ** (streak - 1), 60_000);
          expect(driver.armed).toBe(exact * (1 + run.jitter / 4));
        }
      }),
    );
  });

  test('is ten minutes give or take a quarter for a process that was given up', () => {
    expect([halfOpenDelay(0), halfOpenDelay(0.5), halfOpenDelay(1)]).toEqual([450_000, 600_000, 750_000]);
  });
});

describe('the crash-loop limit', () => {
  test('P15: is reachable with the defaults, in 243 s and a quarter of jitter', () => {
    expect(timeToCrashLoop(policy)).toBe(243_000 * 1.25);
    expect(crashLoopIsReachable(policy)).toBe(true);
  });

  test('P15: is not reachable when the delays of its retries do not fit into the window', () => {
    expect(crashLoopIsReachable({ ...policy, maxRetries: 50 })).toBe(false);
    expect(crashLoopIsReachable({ ...policy, maxRetries: 3, windowMs: 3000 })).toBe(false);
  });

  test('P15: every policy called reachable does give up a process that always dies at once', () => {
    const policies = fc.record({
      maxRetries: fc.integer({ min: 0, max: 12 }),
      windowMs: fc.integer({ min: 1000, max: 600_000 }),
      initialDelayMs: fc.integer({ min: 0, max: 5000 }),
      maxDelayMs: fc.integer({ min: 1, max: 60_000 }),
    });
    fc.assert(
      fc.property(policies, jitter, (restart, random) => {
        fc.pre(crashLoopIsReachable(RestartPolicy.parse(restart)));
        const driver = new Driver({ restart });
        driver.jitter = random;
        for (let run = 0; run < Math.max(1, restart.maxRetries); run += 1) driver.becomeReady().exit(1);
        expect(driver.phase).toBe('failed');
      }),
    );
  });

  test('counts only what falls into the sliding window', () => {
    expect(withinWindow({ ...policy, windowMs: 1000 }, [0, 500, 1000, 1400], 1500)).toEqual([1000, 1400]);
  });
});
