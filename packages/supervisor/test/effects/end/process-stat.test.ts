import { expect, test } from 'vitest';
import { isRunning, parseStat, readStat } from '../../../src/effects/end/process-stat.ts';

const fields = 'S 41 42 43 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 11 0 987654 5370 18446744073709551615';

test('a name with spaces, parentheses and a line end does not shift the fields', () => {
  for (const name of ['sh', 'a b', 'x) Z 1 1 1', '((', ')', 'two\nlines'])
    expect(parseStat(`42 (${name}) ${fields}\n`)).toEqual({
      pid: 42,
      state: 'S',
      ppid: 41,
      pgrp: 42,
      session: 43,
      startTicks: 987_654,
    });
});

test('a line that is not whole is none', () => {
  const whole = `42 (sh) ${fields}`;
  for (const line of ['', '42', '42 (sh', '42 (sh)', whole.slice(0, 40), whole.slice(5), 'garbage', '\0\0\0'])
    expect([line, parseStat(line)]).toEqual([line, undefined]);
});

test('the stat line of this process is its own, and it runs', () => {
  const stat = readStat(process.pid);
  expect(stat).toMatchObject({ pid: process.pid, ppid: process.ppid });
  expect(stat && isRunning(stat)).toBe(true);
});
