import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually, FakeClock, temporaryHome } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { Supervision } from '../supervision.ts';
import { incarnations, witness } from './places.ts';

const MINUTE = 60_000;
const ids = Array.from({ length: 8 }, (_, index) => `needy-${index}`);

test('P14, P16: through an outage of 30 minutes each child is tried a bounded number of times, and all are back without anybody after it', async () => {
  await using home = temporaryHome();
  const clock = new FakeClock();
  await using supervision = new Supervision({ clock, random: () => 0.5 });
  const { manager } = supervision;
  const dependency = join(home.path, 'dependency');
  for (const id of ids) {
    const spec = witness(home.path, id, { conduct: ['needs', dependency], health: { intervalMs: 24 * 60 * MINUTE } });
    await expect(manager.startProcess(spec)).rejects.toMatchObject({ code: 'process_exited' });
  }
  /** Lets time pass in seconds; after each, whatever began is over, in real time. */
  const pass = async (forMs: number): Promise<void> => {
    for (const end = clock.now() + forMs; clock.now() < end;) {
      clock.advance(1000);
      await eventually(
        () =>
          expect(
            manager
              .listProcesses()
              .map(({ status }) => status)
              .filter((status) => !/backoff|failed|running/.test(status)),
          ).toEqual([]),
        { intervalMs: 2 },
      );
    }
  };
  const tries = () => ids.map((id) => incarnations(home.path, id).length);
  await pass(10 * MINUTE);
  // Ten and then it is given up; 1 + 2 + 4 + … + 60 s, each with 12.5 % more, are over by now.
  expect(tries()).toEqual(ids.map(() => 10));
  expect(manager.listProcesses().map(({ status, reason }) => `${status} ${reason?.code}`)).toEqual(
    ids.map(() => 'failed process_crash_loop'),
  );
  await pass(20 * MINUTE);
  // One more in each half-open period of ten minutes.
  for (const count of tries()) expect([12, 13]).toContain(count);
  writeFileSync(dependency, '');
  const before = tries();
  await pass(11 * MINUTE);
  expect(manager.listProcesses().map(({ status }) => status)).toEqual(ids.map(() => 'running'));
  expect(tries()).toEqual(before.map((count) => count + 1));
});
