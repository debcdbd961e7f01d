import { expect, test } from 'vitest';
import { createTranslator } from 'use-intl/core';
import { errorRegistry } from '../../src/contract/index.ts';
import { messages } from '../../src/language/messages.ts';
import { ownCodes } from '../../src/problem/explain.ts';

function texts(value: object, path = ''): [string, string][] {
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]): [string, string][] =>
    typeof inner === 'string' ? [[`${path}${key}`, inner]] : texts(inner as object, `${path}${key}.`),
  );
}

const en = texts(messages.en);
const zh = texts(messages['zh-CN']);
const argumentsOf = (text: string) =>
  Array.from(text.replaceAll(/'[{<][^']*'/g, '').matchAll(/\{(\w+)\s*[,}]/g), (match) => match[1]);

test('both languages have the same keys', () => {
  expect(zh.map(([key]) => key)).toEqual(en.map(([key]) => key));
});

test('no text is empty, and the Chinese ones are Chinese', () => {
  expect([...en, ...zh].filter(([, text]) => text.trim() === '')).toEqual([]);
  const latin = zh.filter(([, text]) => !/[\u4E00-\u9FFF]/.test(text)).map(([key]) => key);
  expect(latin.sort()).toEqual(
    [
      'create.fields.url',
      'create.source.url',
      'create.taken',
      'logs.levels.none',
      'servers.transports.sse',
      'servers.transports.stdio',
      'servers.transports.streamable',
    ].sort(),
  );
});

test('each text takes the same values in both languages', () => {
  const chinese = new Map(zh);
  const names = (text: string) => new Set(argumentsOf(text));
  for (const [key, text] of en) expect([key, names(chinese.get(key) ?? '')]).toEqual([key, names(text)]);
});

test('every code of the registry is explained in both languages, in English with its own words', () => {
  const codes = Object.keys(errorRegistry);
  expect(Object.keys(messages.en.problems).sort()).toEqual([...ownCodes, ...codes].sort());
  const t = createTranslator({ locale: 'en', messages: messages.en, namespace: 'problems' });
  for (const [code, { title, next }] of Object.entries(errorRegistry)) {
    const known = code as keyof typeof errorRegistry;
    expect([code, t(`${known}.title`), t(`${known}.next`)]).toEqual([code, title, next]);
  }
});

test('the verdict names up to three servers, and says that there are more', () => {
  const t = createTranslator({ locale: 'en', messages: messages.en, namespace: 'servers.verdict' });
  expect(t('bad', { total: 9, bad: 3, names: 'a, b, c' })).toBe('3 of 9 need attention: a, b, c.');
  expect(t('bad', { total: 9, bad: 4, names: 'a, b, c' })).toBe('4 of 9 need attention: a, b, c, …');
});
