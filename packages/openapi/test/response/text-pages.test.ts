import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { pageEnds, pageOf } from '../../src/response/text-pages.ts';
import { tokensAtMost } from '../../src/tokens/token-bound.ts';

const pagesOf = (text: string, tokens: number) => {
  const ends = pageEnds(text, tokens);
  return ends.map((_, index) => pageOf(text, ends, index + 1)!.text);
};

test('R19: the pages of any text, one after the other, are the text; each can be written as UTF-8', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 3_000 }), fc.integer({ min: 1, max: 60 }), (text, tokens) => {
      const pages = pagesOf(text, tokens);
      expect(pages.join('')).toBe(text);
      expect(pages.map((page) => Buffer.from(page).toString()).join('')).toBe(text);
    }),
  );
});

test('pages cost no more than their budget and end after a line where there is one', () => {
  const text = 'A line of some words.\n'.repeat(500);
  const pages = pagesOf(text, 100);
  expect(pages.length).toBeGreaterThan(10);
  for (const page of pages) {
    expect(tokensAtMost(page)).toBeLessThanOrEqual(100);
    expect(page.endsWith('\n')).toBe(true);
  }
});

test('an empty text has one empty page, and beyond the last page there is none', () => {
  expect(pagesOf('', 10)).toEqual(['']);
  expect(pageOf('abc', pageEnds('abc', 10), 2)).toBeUndefined();
  expect(pageOf('abc', pageEnds('abc', 10), 0)).toBeUndefined();
});
