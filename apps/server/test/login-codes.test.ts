import { expect, test } from 'vitest';
import { LoginCodes } from '../src/login-codes.ts';

test('a code works once', () => {
  const codes = new LoginCodes();
  const code = codes.create();
  expect([codes.use(code), codes.use(code)]).toEqual([true, false]);
});

test('a code works for 15 minutes, by the clock handed in', () => {
  let now = 0;
  const codes = new LoginCodes(() => now);
  const [first, second] = [codes.create(), codes.create()];
  now = 15 * 60_000 - 1;
  expect(codes.use(first)).toBe(true);
  now += 1;
  expect(codes.use(second)).toBe(false);
});

test('a guessed code does not work', () => {
  expect(new LoginCodes().use('guess')).toBe(false);
});
