import { expect, test } from 'vitest';
import { exitWords } from '../../src/decide/exit-words.ts';
import { Driver } from './driver.ts';

const words = (code: number | null, signal: string | null = null) => exitWords({ code, signal, at: 0 });

test.each([
  [9, 'ended with exit code 9 (Node does not know one of its options)'],
  [13, 'ended with exit code 13 (a top-level await was never settled)'],
  [126, 'ended with exit code 126 (the command may not be executed)'],
  [127, 'ended with exit code 127 (the command was not found)'],
  [134, 'ended with exit code 134 (SIGABRT: it gave up on itself, as Node does when its heap is full)'],
  [139, 'ended with exit code 139 (SIGSEGV: it touched memory that is not its own)'],
  [1, 'ended with exit code 1'],
  [0, 'ended with exit code 0'],
])('exit code %i is told with what it means', (code, text) => {
  expect(words(code)).toBe(text);
});

test.each(['SIGABRT', 'SIGSEGV', 'SIGTRAP', 'SIGKILL', 'SIGBUS', 'SIGILL'])(
  '%s is told with what it means',
  (signal) => {
    expect(words(null, signal)).toMatch(new RegExp(`^was ended by ${signal} \\(.+\\)$`));
  },
);

test('a signal without a meaning, and an end nobody saw, are told as they are', () => {
  expect([words(null, 'SIGUSR1'), words(null)]).toEqual(['was ended by SIGUSR1', 'ended']);
});

test('the exit codes of its spec give up at once too', () => {
  const driver = new Driver({ unrecoverableExits: [42] }).becomeReady().exit(42);
  expect([driver.phase, driver.reports[0]?.cause]).toEqual(['failed', 'unrecoverable']);
  expect(new Driver().becomeReady().exit(42).phase).toBe('backoff');
});
