import { eventually } from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { isGone, managed, Supervision } from './supervision.ts';

const quick = { initialDelayMs: 50, maxDelayMs: 200, windowMs: 10_000 };

describe('a process that ends by itself', () => {
  test('is started again after the delay of its policy', async () => {
    await using supervision = new Supervision();
    await supervision.manager.startProcess(managed('crashes-after-ready', { restart: quick }));
    await eventually(() =>
      expect(supervision.manager.getProcessInfo('crashes-after-ready')).toMatchObject({
        status: 'running',
        runId: 2,
        restartCount: 1,
      }),
    );
    expect(supervision.statuses('crashes-after-ready')).toEqual([
      'queued',
      'starting',
      'running',
      'stopping',
      'backoff',
      'queued',
      'starting',
      'running',
    ]);
    const waiting = supervision.of('status').find((event) => event.info.status === 'backoff');
    expect(waiting?.info).toMatchObject({
      reason: { code: 'process_exited' },
      lastExit: { exitCode: 1, cause: 'crashed', readyMs: expect.any(Number) },
    });
    expect(Date.parse(waiting!.info.retryAt!)).toBeGreaterThanOrEqual(Date.parse(waiting!.at) + 45);
  });

  test('is given up when it does so too often', async () => {
    await using supervision = new Supervision();
    await supervision.manager
      .startProcess(managed('exits-1', { restart: { ...quick, maxRetries: 3 } }))
      .catch(() => undefined);
    await eventually(() => expect(supervision.manager.getProcessInfo('exits-1')?.status).toBe('failed'));
    expect(supervision.of('exit').map((event) => event.report.runId)).toEqual([1, 2, 3]);
    expect(supervision.manager.getProcessInfo('exits-1')?.reason).toMatchObject({
      code: 'process_crash_loop',
      detail: expect.stringMatching(/^It failed 3 times within 10 s\. The last time: exits-1 ended with exit code 1/),
    });
  });

  test('is given up at once when its exit code says that nothing will change', async () => {
    await using supervision = new Supervision();
    await expect(supervision.manager.startProcess(managed('exits-65'))).rejects.toMatchObject({
      code: 'process_exited',
    });
    expect(supervision.manager.getProcessInfo('exits-65')).toMatchObject({
      status: 'failed',
      runId: 1,
      lastExit: { exitCode: 65, cause: 'unrecoverable' },
    });
  });

  test('stays down when its policy says so', async () => {
    await using supervision = new Supervision();
    await supervision.manager
      .startProcess(managed('exits-0', { restart: { mode: 'on-failure' } }))
      .catch(() => undefined);
    expect(supervision.manager.getProcessInfo('exits-0')).toMatchObject({
      status: 'stopped',
      wanted: 'running',
      lastExit: { exitCode: 0 },
    });
  });

  test('is started again after a SIGKILL, and what it had started is gone', async () => {
    await using supervision = new Supervision();
    const { pid } = await supervision.manager.startProcess(managed('leaves-a-grandchild', { restart: quick }));
    const grandchild = await eventually(() => {
      const line = Number(supervision.output('leaves-a-grandchild', 'stdout'));
      expect(line).toBeGreaterThan(0);
      return line;
    });
    process.kill(pid!, 'SIGKILL');
    await eventually(() =>
      expect(supervision.manager.getProcessInfo('leaves-a-grandchild')).toMatchObject({ status: 'running', runId: 2 }),
    );
    await eventually(() => expect(isGone(grandchild)).toBe(true));
    expect(supervision.of('exit')[0]?.report).toMatchObject({ signal: 'SIGKILL', cause: 'crashed' });
  });
});

describe('a restart', () => {
  test('ends the run and begins another without waiting', async () => {
    await using supervision = new Supervision();
    const first = await supervision.manager.startProcess(managed('stays-up'));
    const second = await supervision.manager.restartProcess('stays-up');
    expect(second).toMatchObject({
      status: 'running',
      runId: 2,
      restartCount: 1,
      lastExit: { runId: 1, cause: 'asked', pid: first.pid },
    });
    expect(isGone(first.pid!)).toBe(true);
  });

  test('of a process that was given up or is stopped starts it', async () => {
    await using supervision = new Supervision();
    await supervision.manager.startProcess(managed('exits-65')).catch(() => undefined);
    await expect(supervision.manager.restartProcess('exits-65')).rejects.toMatchObject({ code: 'process_exited' });
    expect(supervision.manager.getProcessInfo('exits-65')?.runId).toBe(2);
    await supervision.manager.startProcess(managed('stays-up'));
    await supervision.manager.stopProcess('stays-up');
    expect(await supervision.manager.restartProcess('stays-up')).toMatchObject({
      status: 'running',
      wanted: 'running',
      runId: 2,
    });
  });
});
