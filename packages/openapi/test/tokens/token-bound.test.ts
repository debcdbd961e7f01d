import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fits, fittingEnd, tokensAtMost } from '../../src/tokens/token-bound.ts';

const numbers = Array.from({ length: 800 }, (_, index) => (index * 7_919.37) % 1_000);
const texts: Readonly<Record<string, string>> = {
  users: JSON.stringify(
    numbers.map((number, index) => ({
      id: index * 7_919,
      login: `user${index}`,
      url: `https://api.example.com/users/user${index}/followers{/other}`,
      created_at: new Date(1.6e12 + index * 1e9).toISOString(),
      admin: false,
      bio: 'Works on distributed systems and likes cats, tea & long walks.',
      score: number,
    })),
  ),
  'pretty-printed': JSON.stringify(
    numbers.map((id) => ({ id, name: `Thing ${id}` })),
    null,
    2,
  ),
  integers: JSON.stringify(numbers.map((_, index) => index)),
  hexadecimal: JSON.stringify(numbers.map((number) => Buffer.from(`${number}`).toString('hex'))),
  CSV: numbers.map((number, index) => `${index},2024-01-0${(index % 9) + 1},${number.toFixed(2)},ok`).join('\n'),
  Japanese: JSON.stringify(numbers.map((id) => ({ 名前: `日本語のテキスト${id}` }))),
  Russian: 'Привет, это проверка текста на русском языке. '.repeat(50),
  emoji: '😀🎉🚀'.repeat(200),
};

test.each(Object.keys(texts))(
  '%s cost at least what a tokenizer counts, less three per cent, and at most twice that',
  (name) => {
    const text = texts[name]!;
    const real = countTokens(text);
    expect(tokensAtMost(text)).toBeGreaterThan(real * 0.97);
    expect(tokensAtMost(text)).toBeLessThan(real * 2);
  },
);

test('the fitting part costs no more than its budget, and nothing more would fit', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.nat(80), (text, tokens) => {
      const end = fittingEnd(text, tokens);
      expect(tokensAtMost(text.slice(0, end))).toBeLessThanOrEqual(tokens + 0.5);
      expect(fits(text, tokens)).toBe(end === text.length);
      expect(text.slice(0, end).isWellFormed()).toBe(text.isWellFormed());
    }),
  );
});
