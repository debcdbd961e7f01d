import { expect, test } from 'vitest';
import { chooseLanguage } from '../../src/language/language.ts';

test('the language chosen before counts', () => {
  expect(chooseLanguage('en', ['zh-CN'])).toBe('en');
  expect(chooseLanguage('zh-CN', ['en-US'])).toBe('zh-CN');
});

test('the first language of the browser that is spoken here counts next', () => {
  expect(chooseLanguage(null, ['de-DE', 'zh-TW', 'en'])).toBe('zh-CN');
  expect(chooseLanguage('tlh', ['fr', 'en-GB', 'zh'])).toBe('en');
  expect(chooseLanguage(null, ['de'])).toBe('en');
});
