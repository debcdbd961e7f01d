import { FakeClock } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { AnswerWatch } from '../../src/upstream/answer-watch.ts';
import type { AnswerProgress } from '../../src/call/call-context.ts';

function watching() {
  const clock = new FakeClock();
  const told: AnswerProgress[] = [];
  return { clock, told, watch: new AnswerWatch((progress) => told.push(progress), clock) };
}

test('R21: the first item is told at once, then at most four a second, the newest last', () => {
  const { clock, told, watch } = watching();
  for (let number = 1; number <= 100; number += 1) {
    watch.received(10);
    watch.item(`item ${number}`);
    clock.advance(10);
  }
  clock.advance(1_000);
  expect(told.map(({ message }) => message)).toEqual(['item 1', 'item 25', 'item 50', 'item 75', 'item 100']);
  expect(told.at(-1)?.bytes).toBe(1_000);
});

test('of an answer without items its size is told, but only when it takes long', () => {
  const { clock, told, watch } = watching();
  watch.received(10);
  clock.advance(999);
  watch.received(10);
  expect(told).toEqual([]);
  clock.advance(1);
  watch.received(10);
  expect(told).toEqual([{ bytes: 30, message: '30 bytes of the answer have come' }]);
});

test('nothing is told after the end', () => {
  const { clock, told, watch } = watching();
  watch.item('one');
  watch.item('two');
  watch.end();
  clock.advance(1_000);
  expect(told).toHaveLength(1);
  expect(clock.pending).toBe(0);
});
