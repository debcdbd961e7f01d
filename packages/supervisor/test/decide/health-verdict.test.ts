import { HealthPolicy } from '@mcpm/domain';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judge, nextCheckDelay, noHealthRecord } from '../../src/decide/health-verdict.ts';

const policy = HealthPolicy.parse({});
const after = (...results: boolean[]) =>
  results.reduce((record, ok) => judge(record, ok, policy), noHealthRecord).health;

describe('the verdict on a run', () => {
  test('is unknown before the first answer, healthy after it', () => {
    expect([after(), after(true)]).toEqual(['unknown', 'healthy']);
  });

  test('P19: never falls on a run that has never answered', () => {
    fc.assert(
      fc.property(fc.nat(50), (times) => {
        expect(after(...Array.from({ length: times }, () => false))).toBe('unknown');
      }),
    );
  });

  test('falls at the third failure in a row', () => {
    expect([after(true, false, false), after(true, false, false, false)]).toEqual(['healthy', 'unhealthy']);
  });

  test('P21: falls at three failures of the last five', () => {
    expect(after(true, false, true, false, true, false)).toBe('unhealthy');
    expect(after(true, false, true, true, false, true, true, false)).toBe('healthy');
  });

  test('the next check comes after the interval, and within five seconds after a failure', () => {
    expect([nextCheckDelay(true, policy), nextCheckDelay(false, policy)]).toEqual([30_000, 5000]);
    expect(nextCheckDelay(false, { ...policy, intervalMs: 1000 })).toBe(1000);
  });
});
