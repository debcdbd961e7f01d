import { expect, test } from 'vitest';
import { publicStatus } from '../../src/decide/public-status.ts';
import { Driver } from './driver.ts';

const left = () => {
  const driver = new Driver({ survive: true, managed: false });
  return driver.feed({ type: 'adopt', runId: 7, spec: driver.state.spec });
};

test('P28: a process that an earlier supervisor left is taken over as it is, without a spawn and without a slot', () => {
  const driver = left();
  expect([driver.phase, driver.effects]).toEqual(['adopting', [{ type: 'adopt', runId: 7 }]]);
  expect([publicStatus(driver.state), driver.state.wanted]).toEqual(['starting', 'running']);
  driver.feed({ type: 'adopted' });
  expect([driver.phase, driver.effects, driver.state.restartCount]).toEqual(['ready', [{ type: 'watch' }], 0]);
});

test('its exit code is not known, and it is restarted by its policy', () => {
  const driver = left().feed({ type: 'adopted' }).exit(null, 5000);
  expect(driver.reports).toMatchObject([
    {
      runId: 7,
      exitCode: null,
      signal: null,
      reason: { detail: expect.stringContaining('nobody can know its exit code') },
    },
  ]);
  expect(driver.phase).toBe('backoff');
  expect(driver.passBackoff().feed({ type: 'slot' }).effects).toContainEqual({ type: 'spawn', runId: 8 });
});

test('when it is gone, what remains is swept, and another run begins at once and unpunished', () => {
  const driver = left().feed({ type: 'adopt-failed' });
  expect([driver.phase, driver.effects.at(-1)]).toEqual(['draining', { type: 'drain', runId: 7 }]);
  driver.feed({ type: 'drained' });
  expect([driver.phase, driver.state.streak, driver.reports.map(({ runId }) => runId)]).toEqual(['queued', 0, [7]]);
});

test('P1: a stop that overtakes the look at it ends it all the same', () => {
  const driver = left().feed({ type: 'stop', force: false }).feed({ type: 'adopted' });
  expect(driver.effects).toEqual([{ type: 'end', step: 'eof' }]);
  expect(driver.exit(null).phase).toBe('stopped');
  expect(
    left().feed({ type: 'stop', force: true }).feed({ type: 'adopt-failed' }).feed({ type: 'drained' }).phase,
  ).toBe('stopped');
});

test('P4: a run that is not newer than those known here is not adopted', () => {
  const driver = left().feed({ type: 'stop', force: true }).exit(null);
  driver.feed({ type: 'adopt', runId: 7, spec: driver.state.spec });
  expect([driver.phase, driver.effects]).toEqual([
    'stopped',
    [{ type: 'undefined', phase: 'stopped', event: 'adopt' }],
  ]);
});
