import { expect, test } from 'vitest';
import { chaosSeed } from '../seed.ts';
import { stormAgain } from '../storm.ts';

test('P1, P3, P5: through five hundred storms no child ever meets another of its id, and each promise settles', async () => {
  expect(await stormAgain(500, chaosSeed('storm'))).toBeGreaterThan(500);
});
