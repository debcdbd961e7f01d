import { expect, test } from 'vitest';
import { durationParts } from '../../src/screen/duration.ts';

const told = (ms: number) =>
  durationParts(ms)
    .map(({ value, unit }) => `${value} ${unit}`)
    .join(' ');

test('a duration is told in its two largest units', () => {
  expect(told(4_380_000)).toBe('1 hour 13 minute');
  expect(told(90_061_000)).toBe('1 day 1 hour');
  expect(told(59_999)).toBe('59 second');
});

test('what is nothing is left out, and less than a second is none', () => {
  expect(told(3_600_000)).toBe('1 hour');
  expect(told(0)).toBe('0 second');
});
