import { expect, test } from 'vitest';
import { loginPath, returnPath } from '../../src/access/return-path.ts';

test('a login leads back to the page one came from', () => {
  expect(loginPath('/logs?process=a')).toBe('/login?from=%2Flogs%3Fprocess%3Da');
  expect(returnPath('/logs?process=a')).toBe('/logs?process=a');
  expect(returnPath(null)).toBe('/servers');
});

test('a login never leads away from the console', () => {
  for (const from of [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    '/login',
  ]) {
    expect(returnPath(from)).toBe('/servers');
  }
});

test('the login page is not remembered as a place to go back to', () => {
  expect(loginPath('/login?code=x')).toBe('/login');
  expect(loginPath('/')).toBe('/login');
});
