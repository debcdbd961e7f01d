import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Driver } from './driver.ts';

const demand = { type: 'demand' } as const;

function givenUp(changes: ConstructorParameters<typeof Driver>[0] = {}): Driver {
  const driver = new Driver(changes);
  for (let run = 0; run < 10; run += 1) driver.becomeReady().exit(1);
  return driver;
}

describe('a process that was given up', () => {
  test('P16: is tried at once when somebody needs it, and then not before its period is over', () => {
    const driver = givenUp();
    expect(driver.feed(demand).effects).toEqual([
      { type: 'disarm', timer: 'retry' },
      { type: 'request-slot', metered: true },
    ]);
    driver.becomeReady().exit(1);
    expect([driver.phase, driver.armed]).toEqual(['failed', 450_000]);
    expect([driver.feed(demand).phase, driver.effects]).toEqual(['failed', []]);
    expect(driver.passBackoff().phase).toBe('queued');
  });

  test('P16: recovers without an operator when a try stays up', () => {
    const driver = givenUp().feed(demand).becomeReady().exit(1, 60_000);
    expect([driver.phase, driver.state.probation, driver.armed]).toEqual(['backoff', false, 100]);
  });

  test('P16: is tried at most once in a half-open period, however often somebody needs it', () => {
    const needs = fc.array(fc.integer({ min: 1, max: 300_000 }), { minLength: 5, maxLength: 60 });
    fc.assert(
      fc.property(needs, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (pauses, jitter) => {
        const driver = givenUp();
        driver.jitter = jitter;
        const tries: number[] = [];
        const tryIt = () => {
          if (driver.phase !== 'queued') return;
          tries.push(driver.now);
          driver.becomeReady().exit(1);
        };
        for (const pause of pauses) {
          const { phase } = driver.state;
          const retryAt = phase.name === 'failed' ? (phase.retryAt ?? Infinity) : Infinity;
          const next = driver.now + pause;
          if (retryAt <= next) driver.passBackoff();
          tryIt();
          driver.now = Math.max(driver.now, next);
          driver.feed(demand);
          tryIt();
        }
        for (const [index, time] of tries.entries())
          expect(index === 0 || time - tries[index - 1]! >= 450_000).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('is left alone when nobody wants it, when its policy is never, and while it waits', () => {
    expect(new Driver().feed(demand).phase).toBe('stopped');
    expect(new Driver({ restart: { mode: 'never' } }).becomeReady().exit(65).feed(demand).phase).toBe('failed');
    expect(new Driver().becomeReady().exit(1).feed(demand).phase).toBe('backoff');
  });

  test('a stop and a start forgive it, as a start does', () => {
    const driver = givenUp().feed({ type: 'stop', force: false });
    driver.feed({ type: 'start', spec: driver.state.spec });
    expect(driver.state).toMatchObject({ phase: { name: 'queued' }, streak: 0, tally: [], probation: false });
  });
});
