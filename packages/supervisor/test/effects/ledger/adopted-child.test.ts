import { eventually, FakeClock } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { isSame } from '../../../src/effects/end/identity.ts';
import { adoptChild } from '../../../src/effects/ledger/adopted-child.ts';
import { holdProcess } from '../../hold-process.ts';

test('an adopted child can be signalled, and its end is noticed within half a second, once', async () => {
  await using held = holdProcess(['sleep', '60']);
  const clock = new FakeClock();
  const exits: unknown[] = [];
  const child = adoptChild(held.identity, { onExit: (...exit) => exits.push(exit) }, clock);
  expect([child.isAlive(), child.send(), child.stdin]).toEqual([true, false, undefined]);
  clock.advance(5000);
  expect(exits).toEqual([]);
  expect(child.signal('SIGTERM')).toBe(true);
  await held.exited;
  clock.advance(500);
  await child.closed;
  clock.advance(5000);
  expect(exits).toEqual([[null, null]]);
  expect(child.isAlive()).toBe(false);
});

test('an adopted child that is released goes on, watched by nobody', async () => {
  await using held = holdProcess(['sleep', '60']);
  const clock = new FakeClock();
  const exits: unknown[] = [];
  const child = adoptChild(held.identity, { onExit: (...exit) => exits.push(exit) }, clock);
  clock.advance(600);
  child.release();
  expect(isSame(held.identity)).toBe(true);
  process.kill(held.pid, 'SIGKILL');
  await held.exited;
  await eventually(() => expect(child.isAlive()).toBe(false));
  clock.advance(5000);
  expect(exits).toEqual([]);
});
