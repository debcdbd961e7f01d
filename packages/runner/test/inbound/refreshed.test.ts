import { FakeClock } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { Refreshed, Unavailable } from '../../src/inbound/refreshed.ts';

function open() {
  const clock = new FakeClock();
  const failures: unknown[] = [];
  let asked = 0;
  let failing = false;
  const value = new Refreshed({
    load: async () => {
      asked += 1;
      if (failing) throw new Error('away');
      return { number: asked };
    },
    freshMs: 100,
    leastMs: 10,
    goodMs: 1_000_000,
    now: clock.now,
    onFailure: (error) => failures.push(error),
  });
  return { clock, failures, value, asked: () => asked, fail: (now: boolean) => (failing = now) };
}

test('a value is fetched once for all who wait, and again when it is old', async () => {
  const { value, clock, asked } = open();
  const all = await Promise.all([value.value(), value.value(), value.value()]);
  expect([new Set(all).size, asked()]).toEqual([1, 1]);
  clock.advance(100);
  // The old one serves while the new one comes.
  expect((await value.value()).number).toBe(1);
  expect((await value.value()).number).toBe(2);
});

test('a newer value is not fetched before the last one has some age', async () => {
  const { value, clock } = open();
  const first = await value.value();
  expect(await value.newer(first)).toBe(first);
  clock.advance(10);
  const second = await value.newer(first);
  expect(second.number).toBe(2);
  expect(await value.newer(first)).toBe(second);
});

test('failures are told, pauses between attempts double up to a minute, and an old value serves meanwhile', async () => {
  const { value, clock, asked, fail, failures } = open();
  fail(true);
  const waits: number[] = [];
  for (let round = 0; round < 8; round += 1) {
    const refusal = await value.value().catch((error: unknown) => error);
    if (!(refusal instanceof Unavailable)) throw new Error('It is available');
    waits.push(refusal.retryAfterMs);
    await expect(value.value()).rejects.toThrow(Unavailable);
    clock.advance(refusal.retryAfterMs);
  }
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
  expect([asked(), failures.length]).toEqual([8, 8]);
  fail(false);
  const good = await value.value();
  clock.advance(999_999);
  fail(true);
  expect(await value.value()).toBe(good);
  expect(await value.value()).toBe(good);
  clock.advance(1);
  await expect(value.value()).rejects.toThrow(Unavailable);
});
