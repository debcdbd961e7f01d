import { expect, test } from 'vitest';
import { quickest } from '../src/index.ts';

test('the first try within the limit is enough', async () => {
  const rounds: number[] = [];
  const took = await quickest(100, async (round) => {
    rounds.push(round);
    return 250 - 80 * round;
  });
  expect([took, rounds]).toEqual([90, [1, 2]]);
});

test('what never stays within its limit is told by its best', async () => {
  let tries = 0;
  const took = await quickest(100, async (round) => {
    tries += 1;
    return 100 + round;
  });
  expect([took, tries]).toEqual([101, 20]);
});

test('a try that fails fails it', async () => {
  await expect(quickest(100, () => Promise.reject(new Error('not at all')))).rejects.toThrow('not at all');
});
