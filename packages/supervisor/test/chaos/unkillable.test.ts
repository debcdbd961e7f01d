import { eventually, temporaryHome } from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { Supervision } from '../supervision.ts';
import { canFreeze, Freezer } from './freezer.ts';
import { alive, incarnations, meetings, witness } from './places.ts';

// Where there is no freezer, the state machine's own test of a child that outlives KILL is all that can be had.
describe.each(canFreeze() ? ['the freezer of cgroup v1'] : [])('a child held in the kernel by %s', () => {
  test('P29: is stuck within 15 s, gets no second copy, hangs no call, and is replaced once it can die', async () => {
    await using home = temporaryHome();
    await using supervision = new Supervision();
    const { manager } = supervision;
    const spec = witness(home.path, 'held', {
      conduct: ['deaf'],
      containment: 'group',
      timeouts: { termAfterMs: 20, killAfterMs: 60 },
    });
    const { pid = 0 } = await manager.startProcess(spec);
    await using freezer = new Freezer(pid);
    const from = performance.now();
    expect(await manager.stopProcess('held')).toMatchObject({
      status: 'stuck',
      pid,
      reason: { code: 'process_stuck' },
    });
    expect(performance.now() - from).toBeLessThan(15_000);
    await expect(manager.removeProcess('held')).rejects.toMatchObject({ code: 'process_stuck' });
    await expect(manager.startProcess(spec)).rejects.toMatchObject({ code: 'process_stuck' });
    await expect(manager.restartProcess('held')).rejects.toMatchObject({ code: 'process_stuck' });
    expect(await manager.stopProcess('held')).toMatchObject({ status: 'stuck' });
    expect(incarnations(home.path, 'held')).toHaveLength(1);
    const again = manager.startProcess(spec).catch((error: { code: string }) => error.code);
    expect(await again).toBe('process_stuck');
    freezer.thaw();
    await eventually(() => expect(manager.getProcessInfo('held')).toMatchObject({ status: 'running', runId: 2 }));
    expect(incarnations(home.path, 'held')).toHaveLength(2);
    expect(meetings(home.path, 'held')).toEqual([]);
    expect(supervision.of('exit').map(({ report }) => [report.runId, report.signal])).toEqual([[1, 'SIGKILL']]);
  });
});

test('P25, P29: a child that is suspended, and would hear nothing if it were not, is killed all the same', async () => {
  await using home = temporaryHome();
  await using supervision = new Supervision();
  const { manager } = supervision;
  const spec = witness(home.path, 'held', { conduct: ['deaf'], timeouts: { termAfterMs: 20, killAfterMs: 60 } });
  const { pid = 0 } = await manager.startProcess(spec);
  process.kill(pid, 'SIGSTOP');
  expect(await manager.stopProcess('held')).toMatchObject({
    status: 'stopped',
    lastExit: { signal: 'SIGKILL', cause: 'asked' },
  });
  expect(alive(home.path, 'held')).toEqual([]);
});
