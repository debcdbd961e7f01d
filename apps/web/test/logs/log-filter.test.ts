import { expect, test } from 'vitest';
import { countLevels, isShown, shownLevels, type LogFilter } from '../../src/logs/log-filter.ts';
import { LogRing } from '../../src/logs/log-ring.ts';
import { lineOf } from './log-line.ts';

const all: LogFilter = { levels: new Set(shownLevels), text: '' };

function entries() {
  const ring = new LogRing(10, 'p');
  ring.pushLines([
    lineOf(1, 'Error: none', 'info'),
    lineOf(2, 'plain words'),
    lineOf(3, '\u001B[31mTimeout\u001B[0m', 'error'),
  ]);
  ring.pushGap(4);
  return ring.entries();
}

const shownSeqs = (filter: LogFilter) =>
  entries()
    .filter((entry) => isShown(entry, filter))
    .map((entry) => (entry.kind === 'line' ? entry.line.seq : 'gap'));

test('a level comes from the line, never from its words', () => {
  expect(shownSeqs({ ...all, levels: new Set(['error']) })).toEqual([3, 'gap']);
  expect(countLevels(entries())).toEqual({ error: 1, warn: 0, info: 1, debug: 0, none: 1 });
});

test('words are found whatever their case, behind colours too', () => {
  expect(shownSeqs({ ...all, text: 'timeOUT' })).toEqual([3, 'gap']);
});

test('a gap is never hidden', () => {
  expect(shownSeqs({ levels: new Set(), text: 'nowhere' })).toEqual(['gap']);
});
