import { expect, test } from 'vitest';
import { fallSilent } from '../silent-children.ts';

test('P18: with the policy everybody has, every silence is over within 55 s (+5 %), and a block of 2.5 s is borne', async () => {
  const health = { intervalMs: 30_000, timeoutMs: 5000, failures: 3 };
  const slowest = await fallSilent({ health, blockMs: 2500, lateMs: 4500, tooLateMs: 5500, noticedWithinMs: 57_750 });
  process.stdout.write(`the slowest silence was over after ${slowest} ms\n`);
  expect(slowest).toBeLessThan(57_750);
});
