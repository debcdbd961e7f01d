import { expect, test } from 'vitest';
import { keepsWithin } from '../src/index.ts';

/** Tries that take these times, one after the other, and then the last one again. */
function taking(...times: readonly number[]) {
  const rounds: number[] = [];
  const attempt = async (round: number) => {
    rounds.push(round);
    return times[round - 1] ?? times.at(-1) ?? 0;
  };
  return { rounds, attempt };
}

test('five tries within the limit are enough', async () => {
  const { rounds, attempt } = taking(99);
  await keepsWithin(100, attempt);
  expect(rounds).toEqual([1, 2, 3, 4, 5]);
});

test('each try beyond it takes one more within it', async () => {
  const { rounds, attempt } = taking(10, 500, 10, 500, 10);
  await keepsWithin(100, attempt);
  expect(rounds).toHaveLength(9);
});

test('what is mostly beyond it is told with its times, also when it is now and then within', async () => {
  await expect(keepsWithin(100, taking(100).attempt)).rejects.toThrow(
    /^Not within 100 ms, but after (100, ){9}100 ms\.$/,
  );
  const { rounds, attempt } = taking(10, 10, 10, 10, 200.4);
  await expect(keepsWithin(100, attempt)).rejects.toThrow('after 10, 10, 10, 10, 200, 200');
  expect(rounds).toHaveLength(18);
});

test('a try that fails fails it', async () => {
  await expect(keepsWithin(100, () => Promise.reject(new Error('not at all')))).rejects.toThrow('not at all');
});
