import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryHome } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { CgroupLeaf } from '../../../src/effects/launch/cgroup-leaf.ts';
import { probeLaunchSupport } from '../../../src/effects/launch/launch-support.ts';
import { Launch } from './launch.ts';

const { cgroupParent } = await probeLaunchSupport();
const trees = cgroupParent === undefined ? [] : [cgroupParent];

test.each(trees)(
  'a leaf of %s has its run in it from its first instruction, also below what the run makes there',
  async () => {
    await using launch = await Launch.of({
      command: 'sh',
      args: ['-c', 'cat /proc/self/cgroup; echo; exec sleep 300'],
      containment: 'best-effort',
    });
    const leaf = launch.cgroup!;
    await launch.line();
    expect(launch.text('stdout')).toContain(leaf.path.slice(leaf.path.lastIndexOf('/mcpm-')));
    mkdirSync(join(leaf.path, 'below'));
    expect(leaf.pids()).toEqual([launch.child.identity.pid]);
    writeFileSync(join(leaf.path, 'below', 'cgroup.procs'), String(launch.child.identity.pid));
    expect(leaf.pids()).toEqual([launch.child.identity.pid]);
    const again = CgroupLeaf.at(leaf.path);
    again.kill();
    expect(await launch.exited).toEqual({ code: null, signal: 'SIGKILL' });
    await again.remove();
    expect(existsSync(leaf.path)).toBe(false);
    expect([leaf.pids(), leaf.oomKills(), leaf.kill()]).toEqual([[], undefined, undefined]);
    await leaf.remove();
  },
);

test('a leaf with the memory controller takes the hard limit and counts what the kernel killed', async () => {
  // Files of a made-up tree: which controllers a real one has is the machine's affair.
  await using home = temporaryHome();
  const plain = CgroupLeaf.make(home.path, 'plain', { memoryHard: 1000 });
  expect([plain.limitsMemory, existsSync(join(plain.path, 'memory.max')), plain.oomKills()]).toEqual([
    false,
    false,
    undefined,
  ]);
  const leaf = CgroupLeaf.at(plain.path);
  writeFileSync(join(leaf.path, 'memory.max'), 'max');
  writeFileSync(join(leaf.path, 'memory.events'), 'low 0\noom 3\noom_kill 2\noom_group_kill 0\n');
  expect([leaf.limitsMemory, leaf.oomKills()]).toEqual([true, 2]);
  expect(readFileSync(join(leaf.path, 'memory.max'), 'utf8')).toBe('max');
});
