import { McpmError } from '@mcpm/domain';
import { eventually } from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { managed, script, Supervision } from './supervision.ts';

describe('a start', () => {
  test('P9: resolves when the child says that it is ready', async () => {
    await using supervision = new Supervision();
    const info = await supervision.manager.startProcess(managed('ready-after-100ms'));
    expect(info).toMatchObject({
      status: 'running',
      wanted: 'running',
      runId: 1,
      tools: 1,
      restartCount: 0,
      health: 'healthy',
    });
    expect(info.pid).toBeGreaterThan(0);
    expect(supervision.statuses('ready-after-100ms')).toEqual(['queued', 'starting', 'running']);
  });

  test('P9: rejects with process_start_timeout when it never does, and the run ends with that cause', async () => {
    await using supervision = new Supervision();
    const starting = supervision.manager.startProcess(managed('never-ready', { timeouts: { startMs: 300 } }));
    await expect(starting).rejects.toMatchObject({
      code: 'process_start_timeout',
      message: 'never-ready was not ready within 300 ms.',
    });
    expect(supervision.of('exit')[0]?.report.cause).toBe('start-timeout');
    expect(supervision.manager.getProcessInfo('never-ready')).toMatchObject({ status: 'backoff', wanted: 'running' });
  });

  test('of a command without the managed protocol resolves once it has stayed up for a second', async () => {
    await using supervision = new Supervision();
    const info = await supervision.manager.startProcess({
      id: 'sleep',
      command: 'sleep',
      args: ['60'],
      timeouts: { termAfterMs: 0 },
    });
    expect(Date.parse(info.readyTime!) - Date.parse(info.startTime!)).toBeGreaterThanOrEqual(990);
  });

  test('P10: of a file that does not exist fails for good at the first try, naming it', async () => {
    await using supervision = new Supervision();
    const starting = supervision.manager.startProcess({ id: 'none', command: '/no/such/file' });
    await expect(starting).rejects.toMatchObject({
      code: 'process_spawn_failed',
      message: 'The file /no/such/file does not exist (ENOENT).',
    });
    expect(supervision.manager.getProcessInfo('none')).toMatchObject({
      status: 'failed',
      runId: 1,
      lastExit: { cause: 'spawn-error' },
    });
  });

  test.each([
    ['a directory', { command: '/tmp' }, 'The file /tmp may not be executed (EACCES).'],
    [
      'a missing working directory',
      { cwd: '/no/such/directory' },
      'The working directory /no/such/directory does not exist.',
    ],
    ['an argument with a null byte', { args: ['a\0b'] }, 'cannot be started'],
  ])('P10: of %s fails for good at the first try', async (_, changes, message) => {
    await using supervision = new Supervision();
    const starting = supervision.manager.startProcess(managed('stays-up', changes));
    await expect(starting).rejects.toThrow(message);
    expect(supervision.manager.getProcessInfo('stays-up')).toMatchObject({ status: 'failed', runId: 1 });
    expect(supervision.of('exit')).toHaveLength(1);
  });

  test('rejects with what the child told when it left because of it', async () => {
    await using supervision = new Supervision();
    const starting = supervision.manager.startProcess(managed('tells-why-it-failed'));
    await expect(starting).rejects.toMatchObject({
      code: 'document_unusable',
      message: 'The document has no paths.',
      next: 'Add paths to the document.',
    });
    expect(supervision.manager.getProcessInfo('tells-why-it-failed')).toMatchObject({
      status: 'failed',
      reason: { code: 'document_unusable' },
    });
  });

  test('of a process that runs takes the spec for its next run', async () => {
    await using supervision = new Supervision();
    await supervision.manager.startProcess(managed('stays-up'));
    const again = await supervision.manager.startProcess(managed('answers-health', { id: 'stays-up' }));
    expect(again.args[0]).toContain('stays-up.mjs');
    const next = await supervision.manager.restartProcess('stays-up');
    expect([next.runId, next.args[0]]).toEqual([2, expect.stringContaining('answers-health.mjs')]);
  });

  test('P15: rejects what is not valid, and a policy that could never give up', async () => {
    await using supervision = new Supervision();
    await expect(supervision.manager.startProcess({ id: '', command: '' })).rejects.toMatchObject({
      code: 'validation_failed',
      faults: [{}, {}],
    });
    const starting = supervision.manager.startProcess(managed('stays-up', { restart: { maxRetries: 900 } }));
    await expect(starting).rejects.toMatchObject({
      code: 'validation_failed',
      faults: [{ pointer: '/restart/maxRetries' }],
    });
    expect(supervision.manager.listProcesses()).toEqual([]);
  });

  test('rejects with process_limit_reached when as many run as may', async () => {
    await using supervision = new Supervision({ maxProcesses: 1 });
    await supervision.manager.startProcess(managed('stays-up'));
    await expect(supervision.manager.startProcess(managed('answers-health'))).rejects.toBeInstanceOf(McpmError);
    await supervision.manager.stopProcess('stays-up');
    await expect(supervision.manager.startProcess(managed('answers-health'))).resolves.toMatchObject({
      status: 'running',
    });
  });

  test('gives the child its own variables and next to nothing of ours', async () => {
    await using supervision = new Supervision();
    process.env['SECRET_OF_THE_HOST'] = 'x';
    await supervision.manager
      .startProcess(
        script('env', 'console.log(JSON.stringify(Object.keys(process.env)))', {
          env: { OWN: '1' },
          restart: { mode: 'never' },
        }),
      )
      .catch(() => undefined);
    delete process.env['SECRET_OF_THE_HOST'];
    const names = JSON.parse(supervision.output('env', 'stdout')) as string[];
    expect(names).toContain('OWN');
    expect(names.filter((name) => !['OWN', 'PATH', 'HOME', 'LANG', 'TZ', 'TMPDIR', 'MCPM_RUN'].includes(name))).toEqual(
      [],
    );
  });
});

describe('start slots', () => {
  test('P8: with one slot, one child starts at a time, in the order asked for', async () => {
    await using supervision = new Supervision({ startSlots: 1 });
    const ids = ['a', 'b', 'c'];
    await Promise.all(ids.map((id) => supervision.manager.startProcess(managed('ready-after-100ms', { id }))));
    const starting = new Set<string>();
    for (const event of supervision.events) {
      if (event.type === 'status' && event.info.status === 'starting') starting.add(event.id);
      if (event.type === 'message' && event.message.type === 'ready') starting.delete(event.id);
      expect(starting.size).toBeLessThanOrEqual(1);
    }
    const ready = supervision.of('message').filter(({ message }) => message.type === 'ready');
    expect(ready.map((event) => event.id)).toEqual(ids);
  });

  test('a process that fails to start gives its slot back', async () => {
    await using supervision = new Supervision({ startSlots: 1 });
    await expect(supervision.manager.startProcess(managed('exits-1'))).rejects.toMatchObject({
      code: 'process_exited',
    });
    await expect(supervision.manager.startProcess({ id: 'none', command: '/none' })).rejects.toMatchObject({
      code: 'process_spawn_failed',
    });
    await supervision.manager.startProcess(managed('stays-up'));
    await eventually(() => expect(supervision.manager.getProcessInfo('exits-1')?.status).toBe('backoff'));
  });
});
