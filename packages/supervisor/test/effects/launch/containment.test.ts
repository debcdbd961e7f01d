import { ProcessSpec } from '@mcpm/domain';
import { eventually } from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { chooseContainment } from '../../../src/effects/launch/choose-containment.ts';
import { probeLaunchSupport, type LaunchSupport } from '../../../src/effects/launch/launch-support.ts';
import { isGone } from '../../supervision.ts';
import { Launch } from './launch.ts';

const support = await probeLaunchSupport();
const levels = ['namespace', 'cgroup'] as const;
const given = levels.filter((level) => (level === 'cgroup' ? support.cgroupParent : support.namespace) !== undefined);

// Leaves a process behind that is in a session of its own, has lost its parents (forked twice) and hears neither TERM nor HUP.
const ESCAPE = `setsid sh -c 'trap "" TERM HUP; (trap "" TERM HUP; sleep 300) & exit 0' & wait; echo up; exec sleep 300`;

const specOf = (containment?: 'best-effort' | 'group' | 'namespace' | 'cgroup', survive = false) =>
  ProcessSpec.parse({ id: 'a', command: 'true', containment, survive });

const everything: LaunchSupport = {
  setpriv: '/setpriv',
  shell: '/sh',
  bash: '/bash',
  unshare: '/unshare',
  cgroupParent: '/cgroup',
  namespace: 'plain',
  groups: true,
  reasons: {},
};
const nothing: LaunchSupport = {
  setpriv: undefined,
  shell: undefined,
  bash: undefined,
  unshare: undefined,
  cgroupParent: undefined,
  namespace: undefined,
  groups: true,
  reasons: { setpriv: 'No setpriv.', cgroup: 'No cgroup.', namespace: 'No namespace.' },
};

describe('the choice of a containment', () => {
  test('P27: takes what was asked for where it can be had, and tells what happens when the supervisor dies', () => {
    for (const level of ['group', 'namespace', 'cgroup'] as const)
      expect(chooseContainment(specOf(level), everything)).toEqual({ level, onSupervisorDeath: 'signal' });
    expect(chooseContainment(specOf('best-effort'), everything).level).toBe('cgroup');
    expect(chooseContainment(specOf(), everything)).toEqual({ level: 'group', onSupervisorDeath: 'signal' });
    expect(chooseContainment(specOf('group', true), everything).onSupervisorDeath).toBe('survives');
  });

  test.each(levels)('P27: of a level %s that cannot be had is an error that says why', (level) => {
    expect(() => chooseContainment(specOf(level), nothing)).toThrow(`which cannot be had. No ${level}.`);
    expect(() => chooseContainment(specOf(level), nothing)).toThrow(
      expect.objectContaining({ code: 'containment_unavailable' }),
    );
  });

  test('P27: by best effort takes the group where there is no more, and says why it is not more', () => {
    expect(chooseContainment(specOf('best-effort'), nothing)).toEqual({
      level: 'group',
      onSupervisorDeath: 'end-of-input',
      reason: 'No cgroup. No setpriv.',
    });
    expect(chooseContainment(specOf('best-effort'), { ...nothing, groups: false }).level).toBe('process');
    expect(() => chooseContainment(specOf('group'), { ...nothing, groups: false })).toThrow('no process groups');
  });
});

test.each(levels.filter((level) => !given.includes(level)))(
  'P27: a %s, which this system does not give, is refused with the reason',
  (level) => {
    expect(() => chooseContainment(specOf(level), support)).toThrow(support.reasons[level]);
  },
);

describe.each(given)('a child contained by a %s', (level) => {
  test('P26: takes a descendant with it that left session and ancestry and hears no TERM', async () => {
    await using launch = await Launch.of({ command: 'sh', args: ['-c', ESCAPE], containment: level });
    await launch.line();
    const escaped = launch.escaped();
    expect(escaped.length).toBeGreaterThan(0);
    launch.child.signal('SIGKILL');
    launch.cgroup?.kill();
    await launch.exited;
    await eventually(() => expect(escaped.filter((pid) => !isGone(pid))).toEqual([]));
    expect(launch.cgroup?.pids() ?? []).toEqual([]);
  });

  test('still hears TERM, reads its stdin and ends with its own exit code', async () => {
    const source = 'trap "exit 7" TERM; read line; echo "$line"; while :; do sleep 0.01; done';
    await using launch = await Launch.of({ command: 'sh', args: ['-c', source], containment: level });
    launch.child.stdin?.write('hello\n');
    expect(await launch.line()).toBe('hello');
    launch.child.signal('SIGTERM');
    expect(await launch.exited).toEqual({ code: 7, signal: null });
  });
});

test.each(given.filter((level) => level === 'namespace'))(
  'a %s holds a managed child, whose program is told apart from the one that holds it',
  async (containment) => {
    const source =
      'process.send({ type: "ready", pid: process.pid, marker: process.env.MCPM_RUN }); setInterval(() => {}, 1e4)';
    const spec = { command: process.execPath, args: ['-e', source], managed: true, containment };
    await using launch = await Launch.of(spec, { marker: 'm.1' });
    await eventually(() => expect(launch.heard).toEqual([{ type: 'ready', pid: 2, marker: 'm.1' }]));
    const { child } = launch;
    expect(child.program().pid).not.toBe(child.identity.pid);
    expect(launch.text('ledger').trimEnd().split('\n').map(Number.parseFloat)[0]).toBe(child.identity.pid);
    process.kill(child.program().pid, 'SIGKILL');
    expect(await launch.exited).toEqual({ code: 137, signal: null });
  },
);
