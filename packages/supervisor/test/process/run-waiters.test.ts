import { reasonFor } from '@mcpm/domain';
import { expect, test } from 'vitest';
import { newChild } from '../../src/decide/child-state.ts';
import { describeProcess } from '../../src/process/describe-process.ts';
import { RunWaiters } from '../../src/process/run-waiters.ts';
import { noHealthRecord } from '../../src/decide/health-verdict.ts';
import { spec } from '../decide/spec.ts';

const info = (state: ReturnType<typeof newChild>) =>
  describeProcess({
    state,
    run: undefined,
    health: noHealthRecord,
    reservedPort: undefined,
    retryAt: undefined,
    lastExit: undefined,
  });

test('P5: who waits for the next run is told when none will come', async () => {
  const waiters = new RunWaiters();
  const started = waiters.wait('ready', 2);
  const reason = reasonFor('process_spawn_failed', 'The file /x does not exist (ENOENT).');
  const failed = { ...newChild(spec()), runId: 1, phase: { name: 'failed', retryAt: undefined }, reason } as const;
  waiters.onState(failed, () => info(failed));
  await expect(started).rejects.toMatchObject({ code: 'process_spawn_failed', message: reason.detail });
});

test('a code that a child made up becomes one of ours', async () => {
  const waiters = new RunWaiters();
  const started = waiters.wait('ready', 1);
  const reason = { ...reasonFor('process_exited', 'It told so.'), code: 'constructor' };
  const stopped = { ...newChild(spec()), reason };
  waiters.onState(stopped, () => info(stopped));
  await expect(started).rejects.toMatchObject({ code: 'process_exited', message: 'It told so.' });
});
