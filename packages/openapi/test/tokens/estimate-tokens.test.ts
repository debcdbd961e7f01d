import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { expect, it } from 'vitest';
import { estimateTokens } from '../../src/index.ts';

it.each([
  ['English', 'Returns a list of all pets with their names and tags, ordered by creation time. '.repeat(5)],
  ['Chinese', '列出所有宠物并返回它们的名称和标签。分页参数用于限制返回的数量。'.repeat(5)],
  ['Russian', 'Возвращает список всех домашних животных с именами и метками. '.repeat(5)],
  [
    'indented JSON',
    JSON.stringify(
      Array.from({ length: 20 }, (_, id) => ({ id, on: true, url: 'a' })),
      null,
      2,
    ),
  ],
])('%s is estimated within a third', (_language, text) => {
  expect(Math.abs(estimateTokens(text) / countTokens(text) - 1)).toBeLessThan(0.34);
});

it('is nothing for nothing, and grows with the text', () => {
  expect(estimateTokens('')).toBe(0);
  expect(estimateTokens('word')).toBe(1);
  expect(estimateTokens('two words')).toBe(2);
});
