import fc from 'fast-check';
import { FakeClock } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { RateLimit, takeCall, type Bucket } from '../../src/inbound/rate-limit.ts';

test('within a minute no more calls are taken than the bound and what a minute refills', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 50 }),
      fc.array(fc.integer({ min: 0, max: 2_000 }), { maxLength: 200 }),
      (perMinute, gaps) => {
        let bucket: Bucket | undefined;
        let now = 0;
        const taken: number[] = [];
        for (const gap of gaps) {
          now += gap;
          const result = takeCall(bucket, perMinute, now);
          if (!('bucket' in result)) continue;
          bucket = result.bucket;
          taken.push(now);
        }
        for (const start of taken) {
          const within = taken.filter((at) => at >= start && at < start + 60_000).length;
          expect(within).toBeLessThanOrEqual(2 * perMinute);
        }
      },
    ),
  );
});

test('a call is taken after exactly the wait that was told', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000 }),
      fc.double({ min: 0, max: 0.99, noNaN: true }),
      (perMinute, left) => {
        const refused = takeCall({ left, at: 0 }, perMinute, 0);
        if (!('waitMs' in refused)) throw new Error('It was taken');
        expect('bucket' in takeCall({ left, at: 0 }, perMinute, refused.waitMs)).toBe(true);
      },
    ),
  );
});

test('the calls of one principal do not count for another', () => {
  const clock = new FakeClock();
  const limit = new RateLimit(2, clock.now);
  const alice = { principal: 'alice', headers: {} };
  const bob = { principal: 'bob', headers: {} };
  expect([limit.refuse(alice), limit.refuse(alice)]).toEqual([undefined, undefined]);
  expect(limit.refuse(alice)).toBe('Too many calls: this server takes 2 a minute from each client. Try again in 30 s.');
  expect(limit.refuse(bob)).toBeUndefined();
  clock.advance(30_000);
  expect(limit.refuse(alice)).toBeUndefined();
  expect(limit.refuse(alice)).toContain('Try again in 30 s');
});

test('principals beyond number do not fill the memory, and the bound holds for the one that calls now', () => {
  const limit = new RateLimit(1, new FakeClock().now);
  for (let number = 0; number < 10_500; number += 1) limit.refuse({ principal: String(number), headers: {} });
  expect(limit.refuse({ principal: '10499', headers: {} })).toContain('Too many calls');
});
