import { expect, test } from 'vitest';
import { processHeap, YoungSpace } from '../../src/life/young-space.ts';

function open(bytes: number) {
  const heap = { bytes, looks: 0, factors: new Array<number>() };
  const space = new YoungSpace({
    youngBytes: () => {
      heap.looks += 1;
      return heap.bytes;
    },
    setGrowth: (factor) => heap.factors.push(factor),
  });
  const call = (times: number) => {
    for (let made = 0; made < times; made += 1) space.called();
  };
  return { heap, call };
}

test('the first call lets a small space grow, and calls stop that once it is large enough', () => {
  const { heap, call } = open(1_000_000);
  expect(heap.factors).toEqual([]);
  call(1);
  expect(heap.factors).toEqual([2]);
  call(64);
  // Whoever keeps compiled code may have set it back.
  expect(heap.factors).toEqual([2, 2]);
  heap.bytes = 24_000_000;
  call(64);
  expect(heap.factors).toEqual([2, 2, 1]);
  call(64);
  expect(heap.factors).toEqual([2, 2, 1]);
  heap.bytes = 1_000_000;
  call(64);
  expect(heap.factors).toEqual([2, 2, 1, 2]);
});

test('a space that is large already is left as it is', () => {
  const { heap, call } = open(24_000_000);
  call(1_000);
  expect(heap.factors).toEqual([]);
});

test('it is looked at once in 64 calls', () => {
  const { heap, call } = open(1_000_000);
  call(640);
  expect(heap.looks).toBe(10);
});

test('this process says how large its space is', () => {
  expect(processHeap.youngBytes()).toBeGreaterThan(100_000);
});
