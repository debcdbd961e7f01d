import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProcessSpecInput } from '@mcpm/domain';
import { eventually, temporaryHome } from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { probeLaunchSupport } from '../../src/effects/launch/launch-support.ts';
import { ESCAPEES } from '../dying-supervisor.ts';
import { Supervision } from '../supervision.ts';
import { carriersOf, TAG_VARIABLE } from './carriers.ts';

const support = await probeLaunchSupport();
const levels = [
  'group' as const,
  ...(support.namespace === undefined ? [] : ['namespace' as const]),
  ...(support.cgroupParent === undefined ? [] : ['cgroup' as const]),
];

const tree = (tag: string, changes: Partial<ProcessSpecInput>): ProcessSpecInput => ({
  id: 'tree',
  command: '/bin/sh',
  args: ESCAPEES,
  env: { [TAG_VARIABLE]: tag },
  timeouts: { termAfterMs: 20, killAfterMs: 60 },
  ...changes,
});

describe.each(levels)(
  'within a %s, a tree whose branches left the session, forked twice and hear no TERM',
  (containment) => {
    test('P26, P27: is gone when it is stopped, and the level was told', async () => {
      await using supervision = new Supervision();
      const tag = randomUUID();
      expect(await supervision.manager.startProcess(tree(tag, { containment }))).toMatchObject({
        containment: { level: containment },
      });
      await eventually(() => expect(supervision.output('tree', 'stdout').match(/\n/g)).toHaveLength(3));
      expect(carriersOf(tag).length).toBeGreaterThanOrEqual(3);
      expect(await supervision.manager.stopProcess('tree')).toMatchObject({ status: 'stopped' });
      expect(carriersOf(tag)).toEqual([]);
    });

    test('P26, P34: is gone when its leader leaves, and its pipe, which the branches hold, does not hold up the end', async () => {
      await using supervision = new Supervision();
      const tag = randomUUID();
      const spec = tree(tag, {
        containment,
        args: [...ESCAPEES, 'leaves'],
        stdout: 'pipe',
        restart: { mode: 'never' },
      });
      await supervision.manager.startProcess(spec).catch(() => undefined);
      await eventually(() => expect(supervision.of('exit')).toHaveLength(1));
      expect(supervision.of('exit')[0]?.report).toMatchObject({ exitCode: 0, cause: 'crashed' });
      expect(carriersOf(tag)).toEqual([]);
    });
  },
);

const runsAway = fileURLToPath(new URL('../programs/runs-away.sh', import.meta.url));

// A process group promises no more than its members, and who is found: one that is never where it was seen last can slip through.
describe.each(levels.filter((level) => level !== 'group'))(
  'within a %s, a process that starts itself anew elsewhere all the time',
  (containment) => {
    test('P26: is gone when it is stopped', async () => {
      await using home = temporaryHome();
      await using supervision = new Supervision();
      const tag = randomUUID();
      const trail = join(home.path, 'trail');
      await supervision.manager.startProcess(tree(tag, { containment, args: [runsAway, trail, '10000'] }));
      await eventually(() => expect(statSync(trail).size).toBeGreaterThan(50));
      await supervision.manager.stopProcess('tree');
      const { size } = statSync(trail);
      // A look takes longer than it needs to start itself anew.
      for (let looks = 0; looks < 30; looks += 1) expect(carriersOf(tag)).toEqual([]);
      expect(statSync(trail).size).toBe(size);
      expect(size).toBeLessThan(10_000);
    });
  },
);
