import { describe, expect, test } from 'vitest';
import { describeSpawnFailure, SpawnError } from '../../../src/effects/launch/spawn-error.ts';
import { Spawner } from './spawner.ts';

const command = { id: 'a', command: 'true', containment: 'group' } as const;

describe('a system that is short of something', () => {
  test('P10: open files: the failure is told, is not for good, and the next try works', async () => {
    await using spawner = new Spawner();
    expect(await spawner.spawn(command)).toHaveProperty('pid');
    expect(await spawner.next()).toEqual({ code: 0, signal: null });
    spawner.limit('nofile=20');
    expect(await spawner.spawn(command)).toMatchObject({
      hopeless: false,
      reason: { code: 'process_spawn_failed', detail: 'true could not be started (EMFILE).' },
    });
    spawner.limit('nofile=1024');
    expect(await spawner.spawn(command)).toHaveProperty('pid');
    expect(await spawner.next()).toEqual({ code: 0, signal: null });
  });

  test('P10: processes: the failure is told, is not for good, and the next try works', async () => {
    await using spawner = new Spawner(true);
    expect(await spawner.spawn(command)).toHaveProperty('pid');
    expect(await spawner.next()).toEqual({ code: 0, signal: null });
    spawner.limit('nproc=1');
    expect(await spawner.spawn(command)).toMatchObject({
      hopeless: false,
      reason: { code: 'process_spawn_failed', detail: 'true could not be started (EAGAIN).' },
    });
    spawner.limit('nproc=4096');
    expect(await spawner.spawn(command)).toHaveProperty('pid');
    expect(await spawner.next()).toEqual({ code: 0, signal: null });
  });

  test.each([
    ['ENOMEM', false],
    ['EAGAIN', false],
    ['EMFILE', false],
    ['ENOENT', true],
    ['EACCES', true],
    ['EINVAL', true],
  ])('P10: %s is for good: %s', (code, hopeless) => {
    expect(describeSpawnFailure(new SpawnError(code, 'It failed.'), 'a')).toMatchObject({
      hopeless,
      reason: { code: 'process_spawn_failed', detail: 'It failed.' },
    });
  });

  test('an error nobody foresaw is told with the command, and tried again', () => {
    const told = describeSpawnFailure(new Error('disk on fire'), 'a');
    expect(told).toMatchObject({ hopeless: false, reason: { detail: 'a could not be started: Error: disk on fire.' } });
  });
});
