import { fileURLToPath } from 'node:url';
import type { ProcessSpecInput } from '@mcpm/domain';
import { eventually } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { managed, Supervision } from '../supervision.ts';

const program = fileURLToPath(new URL('../programs/misuses-its-channel.mjs', import.meta.url));
const byHand = fileURLToPath(new URL('../programs/says-ready.sh', import.meta.url));

const spec = (how: string): ProcessSpecInput => ({
  id: how,
  command: process.execPath,
  args: [program, how],
  managed: true,
  timeouts: { termAfterMs: 100, killAfterMs: 300 },
});

test('P35: garbage, a flood and a message of 10 MB hurt nobody: who sent them is ready afterwards, answers, and the one beside it too', async () => {
  await using supervision = new Supervision();
  const { manager } = supervision;
  const bystander = await manager.startProcess(managed('answers-health'));
  await manager.startProcess({ id: 'garbage', command: '/bin/sh', args: [byHand, 'after-garbage'], managed: true });
  await Promise.all(['flood', 'huge'].map((how) => manager.startProcess(spec(how))));
  expect(supervision.of('message', 'flood').filter(({ message }) => message.type === 'stats')).toHaveLength(20_000);
  expect(supervision.of('message', 'huge').map(({ message }) => message.type)).toEqual(['ready']);
  expect(supervision.of('message', 'garbage').map(({ message }) => message.type)).toEqual(['ready']);
  for (const id of ['flood', 'huge', 'answers-health'])
    expect(await manager.health.performHealthCheck(id)).toMatchObject({ ok: true, runId: 1 });
  expect(manager.getProcessInfo('answers-health')?.pid).toBe(bystander.pid);
});

test('P35: to a child that never reads its channel no more than so much is sent, which is said, and it can be stopped', async () => {
  await using supervision = new Supervision();
  const { manager } = supervision;
  await manager.startProcess(spec('deaf'));
  expect(await manager.health.performHealthCheck('deaf')).toMatchObject({ ok: true });
  let sent = 0;
  while (sent < 1_000_000 && manager.sendMessage('deaf', { type: 'reload' })) sent += 1;
  // Room for a mebibyte of messages, and the queue of the system.
  expect(sent).toBeGreaterThan(10_000);
  expect(sent).toBeLessThan(200_000);
  // A question that cannot be put says nothing against the child.
  expect(await manager.health.performHealthCheck('deaf')).toMatchObject({
    ok: false,
    detail: 'the question could not be delivered',
  });
  expect(await manager.stopProcess('deaf')).toMatchObject({ status: 'stopped', lastExit: { cause: 'asked' } });
});

test('P35: a child that closed its channel goes on, is asked nothing any more, and is stopped by the end of its input', async () => {
  await using supervision = new Supervision();
  const { manager } = supervision;
  await manager.startProcess(spec('closes'));
  await eventually(() => expect(manager.sendMessage('closes', { type: 'reload' })).toBe(false));
  expect(await manager.health.performHealthCheck('closes')).toMatchObject({ ok: false });
  expect(manager.getProcessInfo('closes')).toMatchObject({ status: 'running', health: 'healthy', runId: 1 });
  expect(await manager.stopProcess('closes')).toMatchObject({ lastExit: { exitCode: 0, cause: 'asked' } });
});
