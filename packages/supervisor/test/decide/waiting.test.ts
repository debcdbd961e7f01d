import { eventually, FakeClock } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { managed, Supervision } from '../supervision.ts';

test('P7: a stop in the queue resolves while the clock stands still, and nothing is spawned', async () => {
  await using supervision = new Supervision({ clock: new FakeClock(), startSlots: 1 });
  const { manager } = supervision;
  const first = manager.startProcess(managed('never-ready', { id: 'first' })).catch(() => undefined);
  const second = manager.startProcess(managed('stays-up', { id: 'second' })).catch((error: unknown) => error);
  expect(manager.getProcessInfo('second')?.status).toBe('queued');
  expect(await manager.stopProcess('second')).toMatchObject({ status: 'stopped', runId: 0 });
  expect(await second).toMatchObject({ code: 'process_exited' });
  await manager.stopProcess('first', { force: true });
  await first;
});

test('P7: a stop in back-off resolves while the clock stands still, and nothing more is spawned', async () => {
  await using supervision = new Supervision({ clock: new FakeClock() });
  const { manager } = supervision;
  await manager.startProcess(managed('exits-1')).catch(() => undefined);
  await eventually(() => expect(manager.getProcessInfo('exits-1')?.status).toBe('backoff'));
  expect(await manager.stopProcess('exits-1')).toMatchObject({ status: 'stopped', runId: 1 });
});
