import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  childOf,
  childrenOf,
  compact,
  countChildren,
  kindOf,
  parseSpan,
  scalarText,
  sourceOf,
  spanOf,
} from '../../../src/response/json/json-span.ts';
import { parseCut } from '../../../src/response/json/mend-cut.ts';

test('values are found where they stand, whatever blanks are between them', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2, '\t'), (value, indent) => {
      const span = spanOf(`\n ${JSON.stringify(value, null, indent)}\r\n`);
      expect(compact(span)).toBe(JSON.stringify(value));
      expect(JSON.parse(sourceOf(span))).toEqual(JSON.parse(JSON.stringify(value)));
      if (typeof value !== 'object' || value === null) return;
      const children = [...childrenOf(span)].map((child) => [child.key, JSON.parse(sourceOf(child))]);
      expect(children).toEqual(Object.entries(JSON.parse(JSON.stringify(value))));
      expect(countChildren(span)).toBe(children.length);
    }),
  );
});

test('what is no JSON has no span', () => {
  for (const text of ['', '{', '{"a":1', 'nonsense', '[1,]']) expect(parseSpan(text)).toBeUndefined();
});

test('digits, escapes and the order of keys stay as they came', () => {
  const span = spanOf(String.raw`{"b":123456789012345678901234567890.5e+3,"1":"a\u00fc\"\\","b":1e400}`);
  expect([...childrenOf(span)].map((child) => [child.key, kindOf(child), scalarText(child)])).toEqual([
    ['b', 'number', '123456789012345678901234567890.5e+3'],
    ['1', 'string', 'aü"\\'],
    ['b', 'number', '1e400'],
  ]);
  expect(sourceOf(childOf(span, 'b')!)).toBe('1e400');
});

test('a JSON text whose end is missing is read up to its last complete value', () => {
  const read = (text: string): string | undefined => {
    const span = parseCut(text);
    return span && compact(span);
  };
  expect(read('{"a":[1,{"b":2},{"c')).toBe('{"a":[1,{"b":2},{}]}');
  expect(read('{"a":[1,{"b":2}')).toBe('{"a":[1,{"b":2}]}');
  expect(read('[12, 34')).toBe('[12]');
  expect(read('{"n": 9007199254740993, "s": "a, b')).toBe('{"n":9007199254740993}');
  expect(read('[')).toBe('[]');
  expect(read('plain, text')).toBeUndefined();
  expect(read('[1, nonsense, 2')).toBeUndefined();
  fc.assert(
    fc.property(fc.array(fc.jsonValue(), { minLength: 1 }), fc.nat(1_000), (value, length) => {
      const text = JSON.stringify(value);
      expect(parseCut(text.slice(0, 1 + (length % text.length)))).toBeDefined();
    }),
  );
});

test('a hundred thousand levels are read', () => {
  const text = '['.repeat(100_000) + ']'.repeat(100_000);
  const span = parseSpan(text);
  expect(span?.end).toBe(text.length);
  expect(countChildren(span!)).toBe(1);
});
