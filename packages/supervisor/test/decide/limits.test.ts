import { reasonFor } from '@mcpm/domain';
import { expect, test } from 'vitest';
import { Driver } from './driver.ts';

const reason = reasonFor('process_over_limit', 'petstore used 612 MiB, more than its 512 MiB, in three samples.');
const overLimit = { type: 'over-limit', reason } as const;

test('a run over its limit is ended in good order, with the figure as its reason', () => {
  const driver = new Driver().becomeReady().feed(overLimit);
  expect([driver.phase, driver.effects.slice(0, 2)]).toEqual([
    'stopping',
    [{ type: 'unwatch' }, { type: 'end', step: 'eof' }],
  ]);
  expect(driver.exit(0).reports).toMatchObject([{ cause: 'limit', reason }]);
  expect(driver.phase).toBe('backoff');
});

test('P13: a restart for a limit does not start the count anew, unless the run was stable', () => {
  const driver = new Driver().becomeReady().exit(1).becomeReady().exit(1).becomeReady().feed(overLimit).exit(0);
  expect(driver.state.streak).toBe(3);
  driver.becomeReady();
  driver.now += 60_000;
  expect(driver.feed(overLimit).exit(0).state.streak).toBe(0);
});

test('a run that is ready as long as it may be is ended in good order', () => {
  const driver = new Driver({ limits: { ageMs: 86_400_000 } }).becomeReady();
  expect(driver.effects.at(-1)).toEqual({ type: 'arm', timer: 'age', delayMs: 86_400_000 });
  driver.now += 86_400_000;
  driver.feed({ type: 'timer', timer: 'age' }).exit(0);
  expect(driver.reports).toMatchObject([
    { cause: 'limit', reason: { detail: 'petstore was ready for 24 h, which is as long as it may be.' } },
  ]);
  expect([driver.phase, driver.armed]).toEqual(['backoff', 100]);
});

test('a run without an age has no timer for it', () => {
  expect(new Driver().becomeReady().armed).toBeUndefined();
});

test('one that the kernel killed for its memory says so, with its limit', () => {
  const driver = new Driver({ limits: { memoryHard: 512 * 1024 ** 2 } }).becomeReady();
  driver.feed({ type: 'exited', code: null, signal: 'SIGKILL', oomKilled: true }).feed({ type: 'drained' });
  expect(driver.reports).toMatchObject([
    {
      cause: 'limit',
      reason: {
        code: 'process_over_limit',
        detail: 'petstore was killed by the kernel, because its memory was used up after 0 ms. Its limit is 512 MiB.',
      },
    },
  ]);
});
