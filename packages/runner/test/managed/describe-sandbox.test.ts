import { expect, test } from 'vitest';
import { describeSandbox } from '../../src/managed/describe-sandbox.ts';

const having = (...scopes: readonly string[]) => ({ has: (scope: string) => scopes.includes(scope) });

test('a process under the permission model says so', () => {
  expect(describeSandbox(having('net'))).toEqual({ level: 'permission' });
});

test('a process with the rights of the user says why', () => {
  expect(describeSandbox(undefined)).toEqual({ level: 'none', reason: 'It was started without --permission.' });
});

test('permissions that leave everything open are none, and what is open is named', () => {
  expect(describeSandbox(having('net', 'child', 'fs.read'))).toEqual({
    level: 'none',
    reason: 'Its permissions leave open: child processes, reading every file.',
  });
});
