import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { temporaryHome } from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { cgroupDirectory, findCgroup } from '../../../src/effects/launch/find-cgroup.ts';
import { probeLaunchSupport } from '../../../src/effects/launch/launch-support.ts';
import { findProgram } from '../../../src/effects/launch/resolve-command.ts';
import { Launch } from './launch.ts';

describe('what a launch may use', () => {
  test('P27: a system without setpriv, unshare, shell and cgroups still launches, and says what it lacks', async () => {
    const support = await probeLaunchSupport({ path: '/no/such/directory', cgroup: undefined });
    expect(support).toMatchObject({
      setpriv: undefined,
      shell: undefined,
      cgroupParent: undefined,
      namespace: undefined,
    });
    expect(Object.keys(support.reasons).sort()).toEqual(['cgroup', 'namespace', 'setpriv']);
    await using launch = await Launch.of(
      { command: 'cat', limits: { openFiles: 64 }, containment: 'best-effort' },
      { support },
    );
    expect(launch.containment).toEqual({
      level: 'group',
      onSupervisorDeath: 'end-of-input',
      reason: `${support.reasons.cgroup} ${support.reasons.setpriv}`,
    });
    launch.child.stdin?.end();
    expect(await launch.exited).toEqual({ code: 0, signal: null });
  });

  test('P27: a shell alone, without setpriv, is used for the rest of the launch', async () => {
    await using home = temporaryHome();
    symlinkSync(findProgram('sh', process.env['PATH'])!, join(home.path, 'sh'));
    const support = await probeLaunchSupport({ path: home.path, cgroup: undefined });
    expect(support).toMatchObject({ setpriv: undefined, shell: join(home.path, 'sh') });
    await using launch = await Launch.of(
      { command: 'sh', args: ['-c', 'ulimit -n'], limits: { openFiles: 64 } },
      { support },
    );
    expect(await launch.line()).toBe('64');
  });

  test('P27: programs of these names that cannot do it are found out', async () => {
    await using home = temporaryHome();
    symlinkSync(findProgram('sh', process.env['PATH'])!, join(home.path, 'sh'));
    for (const name of ['setpriv', 'unshare'])
      writeFileSync(join(home.path, name), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    const support = await probeLaunchSupport({ path: home.path, cgroup: join(home.path, 'gone') });
    expect(support).toMatchObject({ setpriv: undefined, namespace: undefined, cgroupParent: undefined });
    expect(support.reasons).toEqual({
      setpriv: 'This setpriv cannot set the parent-death signal.',
      namespace: 'This system lets this user make no PID namespace.',
      cgroup: `No cgroup can be made below ${join(home.path, 'gone')} (ENOENT).`,
    });
  });

  test('P27: a directory that is no cgroup tree is found out and left as it was', async () => {
    await using home = temporaryHome();
    mkdirSync(join(home.path, 'tree'));
    const support = await probeLaunchSupport({ path: process.env['PATH'], cgroup: join(home.path, 'tree') });
    expect(support.reasons.cgroup).toBe('This kernel cannot kill a cgroup whole (before 5.14).');
  });
});

describe('the place in the cgroup tree', () => {
  const mounts = (root: string, point: string) =>
    `31 23 0:28 / /sys/fs/cgroup rw - tmpfs tmpfs rw\n41 31 0:38 ${root} ${point} rw,nosuid shared:9 - cgroup2 cgroup2 rw\n`;

  test.each([
    ['0::/\n', mounts('/', '/sys/fs/cgroup'), '/sys/fs/cgroup/'],
    ['5:cpu:/a\n0::/user.slice/b\n', mounts('/', '/sys/fs/cgroup/unified'), '/sys/fs/cgroup/unified/user.slice/b'],
    ['0::/docker/x/y\n', mounts('/docker/x', '/sys/fs/cgroup'), '/sys/fs/cgroup/y'],
    ['0::/docker/x\n', mounts('/docker/x', '/with\\040blank'), '/with blank'],
    ['0::/other\n', mounts('/docker/x', '/sys/fs/cgroup'), undefined],
    ['0::/../outside\n', mounts('/', '/sys/fs/cgroup'), undefined],
    ['5:cpu:/a\n', mounts('/', '/sys/fs/cgroup'), undefined],
    ['0::/\n', '31 23 0:28 / /sys/fs/cgroup rw - tmpfs tmpfs rw\n', undefined],
  ])('of %j is found by its mount (%#)', (cgroup, mountInfo, directory) => {
    expect(cgroupDirectory(cgroup, mountInfo)).toBe(directory);
  });

  test('of this process is a directory, or none', () => {
    expect([undefined, 'string']).toContain(findCgroup() === undefined ? undefined : typeof findCgroup());
  });
});

test('a supervisor on a worker thread is refused: its children would die with the thread', async () => {
  const manager = new URL('../../../src/process-manager.ts', import.meta.url).href;
  const source = `import { parentPort } from 'node:worker_threads';
    const { ProcessManager } = await import(${JSON.stringify(manager)});
    try { new ProcessManager(); } catch (error) { parentPort.postMessage({ code: error.code, message: error.message }); }`;
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(source)}`), {
    execArgv: ['--conditions=mcpm-source'],
  });
  const told = await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
  expect(told).toMatchObject({ code: 'supervisor_unsuitable', message: expect.stringContaining('worker thread') });
  await worker.terminate();
});
