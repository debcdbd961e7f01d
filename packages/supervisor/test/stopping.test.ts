import { existsSync } from 'node:fs';
import { eventually, temporaryHome } from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { isGone, managed, script, Supervision } from './supervision.ts';

describe('a stop', () => {
  test('asks first: a child that hears the message leaves with 0', async () => {
    await using supervision = new Supervision();
    const { pid } = await supervision.manager.startProcess(managed('stays-up'));
    const info = await supervision.manager.stopProcess('stays-up');
    expect(info).toMatchObject({
      status: 'stopped',
      wanted: 'stopped',
      lastExit: { exitCode: 0, cause: 'asked', pid },
    });
    expect(info.pid).toBeUndefined();
    expect(isGone(pid!)).toBe(true);
  });

  test('ends the stdin of a command that knows no messages', async () => {
    await using supervision = new Supervision();
    await supervision.manager.startProcess({ id: 'cat', command: 'cat' });
    const { lastExit } = await supervision.manager.stopProcess('cat');
    expect(lastExit).toMatchObject({ exitCode: 0, signal: null, cause: 'asked' });
  });

  test('P24, P25: urges, then kills a child that ignores SIGTERM', async () => {
    await using supervision = new Supervision();
    await supervision.manager.startProcess(
      managed('ignores-sigterm', { timeouts: { termAfterMs: 100, killAfterMs: 400 } }),
    );
    const { lastExit } = await supervision.manager.stopProcess('ignores-sigterm');
    expect(lastExit).toMatchObject({ signal: 'SIGKILL', cause: 'asked' });
    expect(supervision.output('ignores-sigterm', 'stderr')).toBe('ready\nignored shutdown\nignored SIGTERM\n');
  });

  test('P25: a suspended child still hears SIGTERM', async () => {
    await using supervision = new Supervision();
    const source = "process.on('SIGTERM', () => process.exit(7)); setInterval(() => {}, 1000); console.log('up')";
    const { pid } = await supervision.manager.startProcess(
      script('suspended', source, { timeouts: { termAfterMs: 100 } }),
    );
    process.kill(pid!, 'SIGSTOP');
    expect((await supervision.manager.stopProcess('suspended')).lastExit).toMatchObject({ exitCode: 7 });
  });

  test('by force kills at once', async () => {
    await using supervision = new Supervision();
    await supervision.manager.startProcess(managed('ignores-sigterm'));
    const { lastExit } = await supervision.manager.stopProcess('ignores-sigterm', { force: true });
    expect(lastExit).toMatchObject({ signal: 'SIGKILL', cause: 'asked' });
  });

  test('P26: leaves no process of the group', async () => {
    await using supervision = new Supervision();
    await supervision.manager.startProcess(managed('leaves-a-grandchild'));
    const grandchild = await eventually(() => {
      const pid = Number(supervision.output('leaves-a-grandchild', 'stdout'));
      expect(pid).toBeGreaterThan(0);
      return pid;
    });
    expect(isGone(grandchild)).toBe(false);
    await supervision.manager.stopProcess('leaves-a-grandchild');
    await eventually(() => expect(isGone(grandchild)).toBe(true));
  });

  test('P7: in back-off spawns nothing more', async () => {
    await using supervision = new Supervision();
    await supervision.manager.startProcess(managed('exits-1')).catch(() => undefined);
    expect(supervision.manager.getProcessInfo('exits-1')?.status).toBe('backoff');
    expect(await supervision.manager.stopProcess('exits-1')).toMatchObject({ status: 'stopped', runId: 1 });
  });

  test('P5: commands may come in any order and at once; each settles, and one run at most is alive', async () => {
    await using supervision = new Supervision();
    const { manager } = supervision;
    const settled = await Promise.allSettled([
      manager.startProcess(managed('stays-up')),
      manager.startProcess(managed('stays-up')),
      manager.stopProcess('stays-up'),
      manager.stopProcess('stays-up'),
      manager.startProcess(managed('stays-up')),
      manager.restartProcess('stays-up'),
      manager.restartProcess('stays-up'),
      manager.startProcess(managed('stays-up')),
    ]);
    expect(settled.filter(({ status }) => status === 'rejected')).toEqual([]);
    expect(manager.getProcessInfo('stays-up')).toMatchObject({ status: 'running' });
    const { runId } = manager.getProcessInfo('stays-up')!;
    expect(supervision.of('exit').map((event) => event.report.runId)).toEqual(
      Array.from({ length: runId - 1 }, (_, index) => index + 1),
    );
  });

  test('P5: makes a start that still waits reject', async () => {
    await using supervision = new Supervision();
    const starting = supervision.manager.startProcess(managed('never-ready'));
    const [start, stop] = await Promise.allSettled([starting, supervision.manager.stopProcess('never-ready')]);
    expect(start).toMatchObject({
      status: 'rejected',
      reason: { code: 'process_exited', message: 'It was stopped before it was ready.' },
    });
    expect(stop).toMatchObject({ status: 'fulfilled', value: { status: 'stopped' } });
  });

  test('of an unknown process rejects with process_not_found', async () => {
    await using supervision = new Supervision();
    await expect(supervision.manager.stopProcess('nobody')).rejects.toMatchObject({ code: 'process_not_found' });
    await expect(supervision.manager.restartProcess('nobody')).rejects.toMatchObject({ code: 'process_not_found' });
    await expect(supervision.manager.removeProcess('nobody')).resolves.toBeUndefined();
  });
});

describe('the end', () => {
  test('remove stops a process and forgets it', async () => {
    await using supervision = new Supervision();
    const { pid } = await supervision.manager.startProcess(managed('stays-up'));
    await supervision.manager.removeProcess('stays-up');
    expect(isGone(pid!)).toBe(true);
    expect(supervision.manager.getProcessInfo('stays-up')).toBeUndefined();
    expect(supervision.events.at(-1)).toMatchObject({ type: 'removed', id: 'stays-up' });
  });

  test('shutdown stops everything at once, whatever state it is in, and then refuses starts', async () => {
    await using home = temporaryHome();
    const supervision = new Supervision({ runDir: `${home.path}/run` });
    const { manager } = supervision;
    const ids = ['one', 'two', 'three'];
    const infos = await Promise.all(ids.map((id) => manager.startProcess(managed('stays-up', { id }))));
    await manager.startProcess(managed('exits-1')).catch(() => undefined);
    const starting = manager.startProcess(managed('never-ready'));
    const [start] = await Promise.allSettled([starting, manager.shutdown(), manager.shutdown()]);
    expect(start).toMatchObject({ status: 'rejected', reason: { code: 'process_exited' } });
    expect(infos.map(({ pid }) => isGone(pid!))).toEqual([true, true, true]);
    expect(new Set(manager.listProcesses().map(({ status }) => status))).toEqual(new Set(['stopped']));
    expect(existsSync(`${home.path}/run`)).toBe(true);
    await expect(manager.startProcess(managed('stays-up'))).rejects.toMatchObject({ code: 'shutting_down' });
    await supervision[Symbol.asyncDispose]();
  });
});
