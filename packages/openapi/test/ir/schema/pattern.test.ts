import { expect, it } from 'vitest';
import { usablePattern } from '../../../src/ir/schema/pattern.ts';

it.each([
  ['^[a-z]+$', '^[a-z]+$'],
  [String.raw`[a-zA-Z0-9\-\_]+`, String.raw`[a-zA-Z0-9\x2d_]+`],
  [String.raw`^arn\:aws\:[^\@\s]+$`, String.raw`^arn:aws:[^@\s]+$`],
  [String.raw`^[\\\-\:]$`, String.raw`^[\\\x2d:]$`],
  [String.raw`/^[\w]+$/`, String.raw`^[\w]+$`],
  ['/v1/', '/v1/'],
])('the pattern %s is used as %s', (pattern, used) => {
  expect(usablePattern(pattern)).toBe(used);
});

it.each([String.raw`\p{Print}`, String.raw`\A[a-z]\z`, '(?P<name>a)', '(?i)a', '[', '/^.*[a-z]+.*$/i'])(
  'the pattern %s of another dialect is left out',
  (pattern) => {
    expect(usablePattern(pattern)).toBeUndefined();
  },
);

it('a mended pattern takes what the written one takes', () => {
  const mended = new RegExp(`^${usablePattern(String.raw`[A\-C\_\=]+`)}$`, 'u');
  expect(['A-C', '_=', '-'].every((text) => mended.test(text))).toBe(true);
  expect(mended.test('B')).toBe(false);
});
