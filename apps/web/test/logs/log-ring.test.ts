import { expect, test } from 'vitest';
import { LogRing, type LogEntry } from '../../src/logs/log-ring.ts';
import { lineOf } from './log-line.ts';

function told(entries: readonly LogEntry[]): (number | string)[] {
  return entries.map((entry) => (entry.kind === 'line' ? entry.line.seq : `gap ${entry.missed}`));
}

test('lines come out in the order they went in', () => {
  const ring = new LogRing(5, 'p');
  ring.pushLines([lineOf(3), lineOf(7)]);
  ring.pushLines([lineOf(9)]);
  expect(told(ring.entries())).toEqual([3, 7, 9]);
  expect(ring.lastSeq).toBe(9);
});

test('beyond its capacity the oldest are dropped and counted', () => {
  const ring = new LogRing(3, 'p');
  ring.pushLines([1, 2, 3, 4, 5].map((seq) => lineOf(seq)));
  expect(told(ring.entries())).toEqual([3, 4, 5]);
  expect(ring.entries().map((entry) => entry.index)).toEqual([2, 3, 4]);
  expect(ring.dropped).toBe(2);
  expect(ring.size).toBe(3);
});

test('a line that is known already is not shown twice', () => {
  const ring = new LogRing(10, 'p');
  ring.pushLines([lineOf(1), lineOf(2)]);
  ring.pushLines([lineOf(2), lineOf(3)]);
  expect(told(ring.entries())).toEqual([1, 2, 3]);
});

test('a gap stands where lines are missing, with their exact number', () => {
  const ring = new LogRing(10, 'p');
  ring.pushLines([lineOf(1)]);
  ring.pushGap(8312);
  ring.pushLines([lineOf(8314)]);
  expect(told(ring.entries())).toEqual([1, 'gap 8312', 8314]);
});

test('those who watch hear of each change until they stop', () => {
  const ring = new LogRing(10, 'p');
  const versions: number[] = [];
  const stop = ring.onChange(() => versions.push(ring.version));
  ring.pushLines([lineOf(1), lineOf(2)]);
  ring.pushGap(1);
  stop();
  ring.pushLines([lineOf(5)]);
  expect(versions).toEqual([1, 2]);
});
