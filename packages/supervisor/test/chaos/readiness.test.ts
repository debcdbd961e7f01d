import { fileURLToPath } from 'node:url';
import type { ProcessSpecInput } from '@mcpm/domain';
import { eventually } from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { Supervision } from '../supervision.ts';

const program = fileURLToPath(new URL('../programs/says-ready.sh', import.meta.url));
const RUNS = 8;

const spec = (how: string): ProcessSpecInput => ({
  id: how,
  command: '/bin/sh',
  args: [program, how],
  managed: true,
  restart: { initialDelayMs: 1, maxDelayMs: 1, maxRetries: RUNS },
});

describe('a child that exits', () => {
  test.each([
    ['before it says that it is ready', 'never', /^never ended with exit code 3 after \d+ m?s\.$/],
    [
      'within the message that it is ready',
      'half',
      /^half ended with exit code 3 after .* 1 of its messages were not understood\.$/,
    ],
  ])('P3, P9: %s was never ready, in any of its runs', async (_, how, words) => {
    await using supervision = new Supervision();
    await expect(supervision.manager.startProcess(spec(how))).rejects.toMatchObject({ code: 'process_exited' });
    await eventually(() => expect(supervision.manager.getProcessInfo(how)?.status).toBe('failed'));
    expect(supervision.statuses(how)).not.toContain('running');
    const reports = supervision.of('exit', how).map((event) => event.report);
    expect(reports.map(({ runId }) => runId)).toEqual(Array.from({ length: RUNS }, (__, index) => index + 1));
    for (const report of reports) {
      expect(report).toMatchObject({ exitCode: 3, cause: 'crashed', reason: { detail: expect.stringMatching(words) } });
      expect(report).not.toHaveProperty('readyMs');
    }
  });

  test('P3, P4, P9: in the moment it says so has one exit for each run, and was ready in those whose word came first', async () => {
    await using supervision = new Supervision();
    const start = await supervision.manager.startProcess(spec('barely')).then(
      (info) => info.status,
      (error: { code: string }) => error.code,
    );
    await eventually(() => expect(supervision.manager.getProcessInfo('barely')?.status).toBe('failed'));
    const reports = supervision.of('exit', 'barely').map((event) => event.report);
    expect(reports.map(({ runId }) => runId)).toEqual(Array.from({ length: RUNS }, (__, index) => index + 1));
    expect(start).toBe(reports[0]?.readyMs === undefined ? 'process_exited' : 'running');
    const wereReady = new Set(
      supervision.of('status', 'barely').flatMap(({ info }) => (info.status === 'running' ? [info.runId] : [])),
    );
    expect(reports.flatMap((report) => (report.readyMs === undefined ? [] : [report.runId]))).toEqual([...wereReady]);
  });
});

test('P4, P9: a child that says twice that it is ready is ready once', async () => {
  await using supervision = new Supervision();
  await supervision.manager.startProcess(spec('twice'));
  await eventually(() => expect(supervision.of('message', 'twice')).toHaveLength(2));
  expect(supervision.statuses('twice')).toEqual(['queued', 'starting', 'running']);
  expect(await supervision.manager.stopProcess('twice')).toMatchObject({
    status: 'stopped',
    runId: 1,
    lastExit: { exitCode: 0, cause: 'asked' },
  });
});
