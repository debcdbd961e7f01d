import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundJson } from '../../../src/response/json/bound-json.ts';
import { spanOf } from '../../../src/response/json/json-span.ts';
import { fits, tokensAtMost } from '../../../src/tokens/token-bound.ts';

const view = (value: unknown, tokens: number) => boundJson(spanOf(JSON.stringify(value, null, 1)), tokens);
const list = (count: number) =>
  Array.from({ length: count }, (_, id) => ({ id, name: `Thing ${id}`, tags: ['red', 'round'] }));

test('R19: any view is JSON within its budget; what fits is all there', () => {
  fc.assert(
    fc.property(
      fc.jsonValue({ maxDepth: 6, noUnicodeString: false }),
      fc.integer({ min: 30, max: 300 }),
      (value, tokens) => {
        const { text, firstCut } = view(value, tokens);
        expect(() => JSON.parse(text) as unknown).not.toThrow();
        expect(tokensAtMost(text)).toBeLessThanOrEqual(tokens);
        expect(firstCut === undefined).toBe(fits(JSON.stringify(value), tokens));
        expect(text === JSON.stringify(value)).toBe(firstCut === undefined);
      },
    ),
    { numRuns: 500 },
  );
});

test('R19: a long list shows its first elements whole and counts the others, beside what else its envelope says', () => {
  const { text, firstCut } = view({ total: 5_000, items: list(5_000), next: 'abc' }, 2_000);
  const shown: { readonly total: number; readonly items: readonly unknown[]; readonly next: string } = JSON.parse(text);
  const whole = shown.items.length - 1;
  expect(shown).toMatchObject({ total: 5_000, next: 'abc' });
  expect(shown.items.slice(0, -1)).toEqual(list(whole));
  expect(shown.items.at(-1)).toBe(`… ${5_000 - whole} more of 5000`);
  expect(firstCut).toBe(`/items/${whole}`);
  expect(whole).toBeGreaterThan(50);
  expect(countTokens(text)).toBeLessThanOrEqual(2_000);
});

test('a long string keeps its beginning and tells its length, and no character is halved', () => {
  const { text, firstCut } = view({ id: 7, log: '🐈'.repeat(5_000) }, 200);
  const shown: { readonly id: number; readonly log: string } = JSON.parse(text);
  const [, cats = '', more] = /^(🐈+)… \(\+(\d+) characters\)$/u.exec(shown.log) ?? [];
  expect(shown.id).toBe(7);
  expect(cats.length + Number(more)).toBe(10_000);
  expect(firstCut).toBe('/log');
});

test('several large parts share the budget, and small ones are not touched', () => {
  const value = { small: [1, 2, 3], left: list(1_000), right: list(1_000), text: 'x y '.repeat(5_000) };
  const shown: Record<string, unknown[]> = JSON.parse(view(value, 1_000).text);
  expect(shown['small']).toEqual([1, 2, 3]);
  expect(shown['left']!.length).toBeGreaterThan(3);
  expect(shown['right']).toHaveLength(shown['left']!.length);
  expect(String(shown['text'])).toMatch(/characters\)$/);
});

test('few large elements are all shown, each in part', () => {
  const value = Array.from({ length: 4 }, (_, id) => ({ id, text: 'word '.repeat(10_000) }));
  const shown: { readonly id: number }[] = JSON.parse(view(value, 400).text);
  expect(shown.map(({ id }) => id)).toEqual([0, 1, 2, 3]);
});

test('an object with too many keys names those that are left out', () => {
  const value = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`key${index}`, list(2)]));
  const { text } = view(value, 300);
  const shown: Record<string, unknown> = JSON.parse(text);
  const keys = Object.keys(shown);
  expect(keys.at(-1)).toBe('…');
  expect(shown['…']).toMatch(new RegExp(`^${500 - keys.length + 1} more keys: key${keys.length - 1}, `));
});

test('numbers are written as they came, and depth overflows nothing', () => {
  const exact = '{"n":[12345678901234567890.12345678901234567890,1e400],"more":"' + 'a b '.repeat(1_000) + '"}';
  expect(boundJson(spanOf(exact), 100).text).toContain('[12345678901234567890.12345678901234567890,1e400]');
  const deep = '{"a":'.repeat(20_000) + '1' + '}'.repeat(20_000);
  expect(JSON.parse(boundJson(spanOf(deep), 5_000).text)).toHaveProperty('a.a.a');
});
