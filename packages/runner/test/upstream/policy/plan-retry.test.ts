import { describe, expect, test } from 'vitest';
import { isRepeatable, planRetry, type RetryFacts } from '../../../src/upstream/policy/plan-retry.ts';
import { retryAfterMs } from '../../../src/upstream/policy/retry-after.ts';

const facts: RetryFacts = {
  outcome: { kind: 'answer', status: 503 },
  repeatable: true,
  done: 0,
  most: 2,
  leftMs: 30_000,
  random: 0.5,
};
const stop = { kind: 'stop', tooLong: false };

describe('planRetry', () => {
  test.each([429, 502, 503, 504])('R43: after %i what may be carried out twice is sent again', (status) => {
    expect(planRetry({ ...facts, outcome: { kind: 'answer', status } })).toEqual({ kind: 'retry', delayMs: 100 });
    expect(planRetry({ ...facts, outcome: { kind: 'answer', status }, repeatable: false })).toEqual(stop);
  });

  test.each([200, 400, 401, 404, 409, 500, 501])('R43: %i is an answer', (status) => {
    expect(planRetry({ ...facts, outcome: { kind: 'answer', status } })).toEqual(stop);
  });

  test('R43: what was never sent is sent again whatever it is, what may have been sent only if it may be carried out twice', () => {
    const plan = (sent: boolean, repeatable: boolean) =>
      planRetry({ ...facts, outcome: { kind: 'no-answer', sent }, repeatable }).kind;
    expect([plan(false, false), plan(false, true), plan(true, true), plan(true, false)]).toEqual([
      'retry',
      'retry',
      'retry',
      'stop',
    ]);
  });

  test('R43: the pause is random up to a bound that doubles, and ends at the number of repetitions', () => {
    const delay = (done: number, random: number) => planRetry({ ...facts, done, most: 10, random });
    expect(delay(0, 0)).toEqual({ kind: 'retry', delayMs: 0 });
    expect(delay(0, 0.999)).toEqual({ kind: 'retry', delayMs: 199 });
    expect(delay(1, 0.999)).toEqual({ kind: 'retry', delayMs: 399 });
    expect(delay(9, 0.5)).toEqual({ kind: 'retry', delayMs: 5_000 });
    expect(delay(10, 0.5)).toEqual(stop);
  });

  test('R43: Retry-After is waited for, if the call may take that long; else it is told at once', () => {
    const asked = (retryMs: number) =>
      planRetry({ ...facts, outcome: { kind: 'answer', status: 429, retryAfterMs: retryMs } });
    expect(asked(3_000)).toEqual({ kind: 'retry', delayMs: 3_000 });
    expect(asked(30_000)).toEqual({ kind: 'stop', tooLong: true });
    expect(planRetry({ ...facts, leftMs: 50 })).toEqual(stop);
  });
});

test('R43: methods that may be carried out twice, and any with an Idempotency-Key', () => {
  const all = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'QUERY', 'TRACE', 'POST', 'PATCH', 'LOCK'];
  expect(all.filter((method) => !isRepeatable(method, {}))).toEqual(['POST', 'PATCH', 'LOCK']);
  expect(isRepeatable('POST', { 'idempotency-KEY': 'one' })).toBe(true);
});

test('R43: Retry-After is a number of seconds, or a date', () => {
  const now = Date.parse('2026-11-22T10:00:00Z');
  expect(retryAfterMs('120', now)).toBe(120_000);
  expect(retryAfterMs(' 0 ', now)).toBe(0);
  expect(retryAfterMs('Sun, 22 Nov 2026 10:00:30 GMT', now)).toBe(30_000);
  expect(retryAfterMs('Sunday, 22-Nov-26 10:00:30 GMT', now)).toBe(30_000);
  expect(retryAfterMs('Sun, 22 Nov 2026 09:00:00 GMT', now)).toBe(0);
  const zone = process.env['TZ'];
  process.env['TZ'] = 'America/New_York';
  expect(retryAfterMs('Sun Nov 22 10:00:30 2026', now)).toBe(30_000);
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
  for (const nonsense of [undefined, '', 'soon', '-5', '1.5', '2026-11-22'])
    expect(retryAfterMs(nonsense, now)).toBeUndefined();
});
