import { temporaryHome } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { Supervision } from '../../supervision.ts';
import { countStarting, gather, killAll, lateness } from '../crowd.ts';
import { incarnations, meetings } from '../places.ts';

test('P8, P11: three hundred children that are registered at once, and then die in one tick, start a few at a time and hold up nobody', async () => {
  await using home = temporaryHome();
  await using supervision = new Supervision({ startSlots: 2 });
  const mostStarting = countStarting(supervision);
  let ids: readonly string[] = [];
  const starting = await lateness(async () => (ids = await gather(supervision, home.path, 300)));
  const dying = await lateness(() => killAll(supervision, ids));
  process.stdout.write(
    `300 children: starting ${JSON.stringify(starting)}, dying and starting ${JSON.stringify(dying)}\n`,
  );
  expect(mostStarting()).toBe(2);
  expect([starting.p99, dying.p99].filter((late) => late >= 50)).toEqual([]);
  expect(ids.filter((id) => incarnations(home.path, id).length !== 2 || meetings(home.path, id).length > 0)).toEqual(
    [],
  );
});

test('P8, P11: five hundred registrations at once all become ready, a few at a time', async () => {
  await using home = temporaryHome();
  await using supervision = new Supervision({ startSlots: 2 });
  const mostStarting = countStarting(supervision);
  const starting = await lateness(() => gather(supervision, home.path, 500));
  process.stdout.write(`500 children: starting ${JSON.stringify(starting)}\n`);
  expect(mostStarting()).toBe(2);
  expect(starting.p99).toBeLessThan(50);
  expect(supervision.manager.listProcesses().filter(({ status }) => status !== 'running')).toEqual([]);
});
