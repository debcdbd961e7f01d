import { FakeClock } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { CallProgress } from '../../../src/mcp/methods/call-progress.ts';

function telling(send: () => Promise<void> = async () => undefined) {
  const clock = new FakeClock();
  const told: [number, string][] = [];
  const progress = new CallProgress((number, message) => {
    told.push([number, message]);
    return send();
  }, clock);
  return { clock, told, progress };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

test('R42: while the API is silent the client is told every ten seconds that the call goes on', async () => {
  const { clock, told, progress } = telling();
  clock.advance(9_999);
  expect(told).toEqual([]);
  for (let round = 0; round < 3; round += 1) {
    clock.advance(10_000);
    await settle();
  }
  expect(told).toEqual([
    [1, 'Still waiting for the API (10 s)'],
    [2, 'Still waiting for the API (20 s)'],
    [3, 'Still waiting for the API (30 s)'],
  ]);
  await progress.end();
  clock.advance(60_000);
  expect(told).toHaveLength(3);
});

test('R21: numbers only grow, and whatever is told starts the silence anew', async () => {
  const { clock, told, progress } = telling();
  clock.advance(9_000);
  progress.tell('half');
  await settle();
  clock.advance(9_000);
  progress.tell('done');
  await settle();
  expect(told).toEqual([
    [1, 'half'],
    [2, 'done'],
  ]);
});

test('a client that does not take the notification before gets no further one, and the end waits for it', async () => {
  const taken = Promise.withResolvers<void>();
  const { told, progress } = telling(() => taken.promise);
  progress.tell('one');
  progress.tell('two');
  expect(told).toEqual([[1, 'one']]);
  let ended = false;
  const end = progress.end().then(() => (ended = true));
  await settle();
  expect(ended).toBe(false);
  taken.resolve();
  await end;
});
