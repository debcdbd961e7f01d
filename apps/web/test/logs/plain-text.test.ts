import { expect, test } from 'vitest';
import { plainText, shortText } from '../../src/logs/plain-text.ts';

test('terminal escapes are left out', () => {
  expect(plainText('\u001B[1;31mred\u001B[0m \u001B]0;title\u0007rest\u001B[2K')).toBe('red rest');
});

test('a rewritten line shows its last state', () => {
  expect(plainText('10 %\r50 %\r100 %')).toBe('100 %');
  expect(plainText('windows line\r')).toBe('windows line');
});

test('a line of a megabyte is cut, and the rest counted', () => {
  const { text, rest } = shortText('x'.repeat(1_000_000));
  expect(text).toHaveLength(8192);
  expect(rest).toBe(991_808);
});
