import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ProcessSpec } from '@mcpm/domain';
import { eventually, temporaryHome } from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { identify, isSame, signalGroup } from '../../../src/effects/end/identity.ts';
import { chooseContainment } from '../../../src/effects/launch/choose-containment.ts';
import { launchLine } from '../../../src/effects/launch/launch-line.ts';
import { probeLaunchSupport } from '../../../src/effects/launch/launch-support.ts';
import { Launch } from './launch.ts';
import { Spawner } from './spawner.ts';

const support = await probeLaunchSupport();
const BUSY = { command: process.execPath, args: ['-e', 'process.on("SIGTERM", () => {}); for (;;);'] };

const TELLS_OF_ITS_PARENT = `const { ppid } = process;
const tell = (what) => require('node:fs').writeFileSync(process.argv[1], what);
tell('has a parent');
setInterval(() => process.ppid === ppid || tell('has another parent'), 10);`;

describe('when the supervisor is killed by SIGKILL', () => {
  test.each(['group', 'namespace'] as const)('P28: a child in a busy loop dies with it (%s)', async (containment) => {
    const isThere = containment === 'group' || support.namespace !== undefined;
    await using spawner = new Spawner();
    const { pid } = await spawner.spawn({ id: 'a', ...BUSY, containment: isThere ? containment : 'group' });
    const child = identify(Number(pid))!;
    // Killed sooner than it runs Node, it would show nothing.
    await eventually(() => expect(readFileSync(`/proc/${child.pid}/cmdline`, 'utf8')).toMatch(/for \(;;\)/));
    await spawner.kill();
    try {
      await eventually(() => expect(isSame(child)).toBe(false), { timeoutMs: 6000 });
    } finally {
      signalGroup(child, 'SIGKILL');
    }
  });

  test('P28: a child that is to survive goes on, without its stdin ending', async () => {
    await using home = temporaryHome();
    await using spawner = new Spawner();
    const file = join(home.path, 'told');
    const args = ['-e', TELLS_OF_ITS_PARENT, file];
    const { pid } = await spawner.spawn({
      id: 'a',
      command: process.execPath,
      args,
      survive: true,
      containment: 'group',
    });
    const child = identify(Number(pid))!;
    try {
      await eventually(() => expect(readFileSync(file, 'utf8')).toBe('has a parent'));
      await spawner.kill();
      await eventually(() => expect(readFileSync(file, 'utf8')).toBe('has another parent'));
      expect(isSame(child)).toBe(true);
    } finally {
      signalGroup(child, 'SIGKILL');
    }
  });
});

test('P28: a launch whose parent died before the signal was armed runs nothing', async () => {
  await using home = temporaryHome();
  const spec = ProcessSpec.parse({ id: 'a', command: 'touch' });
  const { file, args } = launchLine({
    support,
    containment: chooseContainment(spec, { ...support, cgroupParent: undefined }),
    // Not the one that starts it here: what the script sees when its own has gone.
    parent: 1,
    ledgerFile: join(home.path, 'ledger'),
    cgroupEntrance: undefined,
    openFiles: undefined,
    environment: {},
    command: '/usr/bin/touch',
    args: [join(home.path, 'touched')],
  });
  expect(() => execFileSync(file, args)).toThrow(expect.objectContaining({ status: 125 }));
  expect(() => readFileSync(join(home.path, 'touched'))).toThrow('ENOENT');
});

test('P28: without setpriv the level says that only the end of input tells the child', async () => {
  const lacking = { ...support, setpriv: undefined, reasons: { ...support.reasons, setpriv: 'No setpriv.' } };
  await using launch = await Launch.of({ command: 'cat' }, { support: lacking });
  expect(launch.containment).toMatchObject({ onSupervisorDeath: 'end-of-input' });
  expect(launch.containment.reason).toContain('No setpriv.');
  launch.child.stdin?.end();
  expect(await launch.exited).toEqual({ code: 0, signal: null });
});
