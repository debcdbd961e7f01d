import { cachedDataVersionTag } from 'node:v8';
import { eventually, FakeClock } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { everythingCollector, IdleCollection } from '../../src/life/idle-collection.ts';

function open() {
  const clock = new FakeClock();
  const collected: number[] = [];
  const collection = new IdleCollection(() => collected.push(clock.now()), clock);
  const call = (times: number) => {
    for (let made = 0; made < times; made += 1) collection.called();
  };
  return { clock, collected, collection, call };
}

test('many calls are followed by one collection, once there was none for a while', () => {
  const { clock, collected, call } = open();
  call(600);
  clock.advance(450);
  call(1);
  clock.advance(450);
  expect(collected).toEqual([]);
  clock.advance(600);
  expect(collected).toHaveLength(1);
  clock.advance(60_000);
  expect(collected).toHaveLength(1);
  call(600);
  clock.advance(2_000);
  expect(collected).toHaveLength(2);
});

test('a few calls are not worth one', () => {
  const { clock, collected, call } = open();
  call(100);
  clock.advance(60_000);
  expect(collected).toEqual([]);
});

test('each collection gives back what nobody holds', async () => {
  const collectEverything = everythingCollector();
  for (let round = 0; round < 2; round += 1) {
    const lost = new WeakRef({ large: new Uint8Array(1_000_000) });
    // What was made in this turn of the loop is held until it ends.
    await new Promise(setImmediate);
    collectEverything();
    await eventually(() => expect(lost.deref()).toBeUndefined());
  }
});

test('a collection leaves the flags of V8 as they were, for compiled code is taken under the same flags only', () => {
  const before = cachedDataVersionTag();
  everythingCollector()();
  expect(cachedDataVersionTag()).toBe(before);
});
