import { expect, test } from 'vitest';
import { fallSilent } from './silent-children.ts';

test('P18, P19: a child that is stopped, turns in a loop, waits for itself or answers too late is ended; a short block and late answers are borne', async () => {
  // What a busy machine may add is in the last number.
  const noticedWithinMs = 200 + 3 * (800 + 200) + 5000;
  const health = { intervalMs: 200, timeoutMs: 800, failures: 3 };
  const slowest = await fallSilent({ health, blockMs: 400, lateMs: 300, tooLateMs: 1200, noticedWithinMs });
  expect(slowest).toBeLessThan(noticedWithinMs);
});
