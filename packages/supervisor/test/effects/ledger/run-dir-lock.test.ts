import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryHome } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { RunDirLock } from '../../../src/effects/ledger/run-dir-lock.ts';

test('P1: a run directory has one supervisor; another is refused, naming the process, until it is given back', async () => {
  await using home = temporaryHome();
  const first = await RunDirLock.take(home.path, randomUUID());
  for (let again = 0; again < 4; again += 1)
    await expect(RunDirLock.take(home.path, randomUUID())).rejects.toMatchObject({
      code: 'supervisor_unsuitable',
      message: expect.stringContaining(`The process ${process.pid} supervises in ${home.path}`),
    });
  first.release();
  const second = await RunDirLock.take(home.path, randomUUID());
  expect(second.previous).toEqual([]);
  second.release();
  expect(readdirSync(join(home.path, 'lock'))).toEqual([]);
});

test('P1: of many that come at the same time, one gets the directory', async () => {
  await using home = temporaryHome();
  const takes = Array.from({ length: 12 }, () => RunDirLock.take(home.path, randomUUID()));
  const outcomes = await Promise.allSettled(takes);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test.each([
  ['whose pid another process has now', { startTicks: 1 }],
  ['of another boot', { bootId: '00000000-0000-4000-8000-000000000000' }],
  ['of another PID namespace', { pidNamespace: 'pid:[1]' }],
])('a directory is taken over from a supervisor %s, and its id is told until it is forgotten', async (_, change) => {
  await using home = temporaryHome();
  const gone = randomUUID();
  const first = await RunDirLock.take(home.path, gone);
  const file = join(home.path, 'lock', gone);
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), ...change }));
  const own = randomUUID();
  const second = await RunDirLock.take(home.path, own);
  expect(second.previous).toEqual([gone]);
  second.forgetPrevious();
  expect(readdirSync(join(home.path, 'lock'))).toEqual([own]);
  first.release();
});

test('a claim that the disk damaged holds nothing', async () => {
  await using home = temporaryHome();
  const first = await RunDirLock.take(home.path, 'first');
  writeFileSync(join(home.path, 'lock', 'first'), '{"pid":');
  const second = await RunDirLock.take(home.path, 'second');
  expect(second.previous).toEqual(['first']);
  first.release();
  second.release();
});
