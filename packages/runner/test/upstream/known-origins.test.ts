import { expect, test } from 'vitest';
import { KnownOrigins } from '../../src/upstream/known-origins.ts';

test.each([
  ['http://api.test', 'http://api.test', '/'],
  ['http://api.test/a%2Fb?c={d}#e', 'http://api.test', '/a%2Fb?c={d}'],
  ['http://api.test?a=b/c', 'http://api.test', '/?a=b/c'],
  ['HTTP://API.test:80/A', 'http://api.test', '/A'],
  ['https://me:secret@api.test:8443//a', 'https://api.test:8443', '//a'],
  ['http://[::1]:80/', 'http://[::1]', '/'],
  ['http://2130706433/x', 'http://127.0.0.1', '/x'],
  ['http://api.test#f', 'http://api.test', '/'],
])('%s is %s and %s, each time', (url, origin, path) => {
  const known = new KnownOrigins();
  expect([known.split(url), known.split(url)]).toEqual([
    { origin, path },
    { origin, path },
  ]);
});

test('what is no URL throws, and beginnings without end are forgotten', () => {
  const known = new KnownOrigins();
  expect(() => known.split('http://')).toThrow(TypeError);
  for (let index = 0; index < 1_000; index += 1) known.split(`http://h${index}.test/`);
  expect(known.split('http://h1.test/a')).toEqual({ origin: 'http://h1.test', path: '/a' });
});
