import { temporaryHome } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { Supervision } from '../supervision.ts';
import { countStarting, gather, killAll, lateness } from './crowd.ts';
import { incarnations, meetings } from './places.ts';

test('P8, P11: sixty children that are registered at once, and then die in one tick, start two at a time and are all back', async () => {
  await using home = temporaryHome();
  await using supervision = new Supervision({ startSlots: 2 });
  const mostStarting = countStarting(supervision);
  let ids: readonly string[] = [];
  const starting = await lateness(async () => (ids = await gather(supervision, home.path, 60)));
  const dying = await lateness(() => killAll(supervision, ids));
  // Told and not judged, as all that a machine with other work distorts; `pnpm chaos` judges it.
  process.stdout.write(
    `60 children: starting ${JSON.stringify(starting)}, dying and starting ${JSON.stringify(dying)}\n`,
  );
  expect(mostStarting()).toBe(2);
  expect(ids.filter((id) => incarnations(home.path, id).length !== 2 || meetings(home.path, id).length > 0)).toEqual(
    [],
  );
  expect(supervision.of('exit').map((event) => event.report.signal)).toEqual(ids.map(() => 'SIGKILL'));
});
