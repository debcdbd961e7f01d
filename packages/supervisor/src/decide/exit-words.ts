// Owns what an exit code or a signal means in words, as far as anybody can know.
import type { RunExit } from './child-state.ts';

const CODES: ReadonlyMap<number, string> = new Map([
  [9, 'Node does not know one of its options'],
  [13, 'a top-level await was never settled'],
  [126, 'the command may not be executed'],
  [127, 'the command was not found'],
]);

const SIGNALS: ReadonlyMap<string, string> = new Map([
  ['SIGABRT', 'it gave up on itself, as Node does when its heap is full'],
  ['SIGSEGV', 'it touched memory that is not its own'],
  ['SIGBUS', 'it touched memory that is not there'],
  ['SIGILL', 'it met an instruction this processor does not have, or gave up on itself'],
  ['SIGTRAP', 'it gave up on itself, as V8 does at a fatal error'],
  ['SIGFPE', 'it divided by zero or the like'],
  ['SIGSYS', 'it made a system call that it may not'],
  ['SIGXCPU', 'it used up its CPU time'],
  ['SIGXFSZ', 'it wrote a file larger than it may'],
  ['SIGPIPE', 'nobody reads what it writes'],
  ['SIGKILL', 'somebody else, or the kernel for want of memory, killed it'],
  ['SIGTERM', 'somebody else asked it to end'],
  ['SIGINT', 'somebody else interrupted it'],
  ['SIGHUP', 'its terminal or its session ended'],
]);

// A shell says 128 + number for a program of its own that a signal ended.
const NUMBERS: ReadonlyMap<number, string> = new Map([
  [129, 'SIGHUP'],
  [130, 'SIGINT'],
  [132, 'SIGILL'],
  [133, 'SIGTRAP'],
  [134, 'SIGABRT'],
  [135, 'SIGBUS'],
  [136, 'SIGFPE'],
  [137, 'SIGKILL'],
  [139, 'SIGSEGV'],
  [141, 'SIGPIPE'],
  [143, 'SIGTERM'],
  [152, 'SIGXCPU'],
  [153, 'SIGXFSZ'],
  [159, 'SIGSYS'],
]);

/** `ended with exit code 9 (Node does not know one of its options)`, `was ended by SIGSEGV (…)`: the predicate of a sentence, nothing guessed silently. */
export function exitWords(exit: RunExit | undefined): string {
  if (!exit || (exit.code === null && exit.signal === null)) return 'ended';
  if (exit.oomKilled) return 'was killed by the kernel, because its memory was used up';
  if (exit.signal !== null) return withMeaning(`was ended by ${exit.signal}`, SIGNALS.get(exit.signal));
  return withMeaning(`ended with exit code ${exit.code}`, meaningOf(exit.code ?? 0));
}

function meaningOf(code: number): string | undefined {
  const signal = NUMBERS.get(code);
  return signal === undefined ? CODES.get(code) : `${signal}: ${SIGNALS.get(signal)}`;
}

function withMeaning(end: string, meaning: string | undefined): string {
  return meaning === undefined ? end : `${end} (${meaning})`;
}
