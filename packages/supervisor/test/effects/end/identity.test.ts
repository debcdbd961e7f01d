import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { eventually } from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { identify, isSame, signalGroup, signalProcess } from '../../../src/effects/end/identity.ts';
import { readStat } from '../../../src/effects/end/process-stat.ts';
import { holdProcess, leavesAZombie } from '../../hold-process.ts';

const run = promisify(execFile);

describe('an identity', () => {
  test('is that of the process until it ends', async () => {
    await using held = holdProcess(['sleep', '60']);
    const { identity } = held;
    expect(identity).toMatchObject({ pid: held.pid, bootId: expect.stringMatching(/^[\da-f-]{36}$/) });
    expect(identify(held.pid)).toEqual(identity);
    expect(isSame(identity)).toBe(true);
    expect(signalProcess(identity, 'SIGKILL')).toBe(true);
    await held.exited;
    expect(isSame(identity)).toBe(false);
    expect(signalProcess(identity, 'SIGKILL')).toBe(false);
    expect(identify(held.pid)).toBeUndefined();
  });

  test('P6: of one who cannot be looked at, for want of descriptors, counts as there and is sent nothing, but to a child of ours', async () => {
    await using held = holdProcess(['sleep', '60']);
    const program = fileURLToPath(new URL('../../programs/looks-without-descriptors.ts', import.meta.url));
    const args = [process.execPath, '--conditions=mcpm-source', program, JSON.stringify(held.identity)];
    const { stdout } = await run('sh', ['-c', 'ulimit -n 64; exec "$0" "$@"', ...args]);
    expect(JSON.parse(stdout)).toEqual([true, false, false, true]);
    expect(isSame(held.identity)).toBe(true);
  });

  test('of a zombie is not alive, though the kernel takes signals for it', async () => {
    await using held = holdProcess(leavesAZombie);
    const pid = Number(await held.line());
    await eventually(() => expect(readStat(pid)?.state).toBe('Z'));
    expect(process.kill(pid, 0)).toBe(true);
    const zombie = identify(pid);
    expect(zombie).toBeDefined();
    expect(zombie && isSame(zombie)).toBe(false);
    expect(zombie && signalProcess(zombie, 'SIGKILL')).toBe(false);
  });

  test.each([0, 1, -1, process.pid])('never signals the number %i, whatever a record says', (pid) => {
    const identity = { pid, startTicks: undefined, bootId: undefined };
    expect(signalProcess(identity, 'SIGCONT')).toBe(false);
    expect(signalGroup(identity, 'SIGCONT')).toBe(false);
  });
});

describe('a pid that another process has now', () => {
  test('P6: gets no signal when its ticks or its boot differ from the recorded ones', async () => {
    await using held = holdProcess(['sleep', '60']);
    const { identity } = held;
    for (const other of [
      { ...identity, startTicks: (identity.startTicks ?? 0) - 1 },
      { ...identity, bootId: '00000000-0000-4000-8000-000000000000' },
      { ...identity, bootId: undefined },
    ]) {
      expect(isSame(other)).toBe(false);
      expect(signalProcess(other, 'SIGKILL')).toBe(false);
      expect(signalGroup(other, 'SIGKILL')).toBe(false);
    }
    expect(isSame(identity)).toBe(true);
  });

  test('P6: gets no signal when the kernel was made to give it away again', async () => {
    const program = fileURLToPath(new URL('../../programs/reuses-a-pid.ts', import.meta.url));
    const inside = ['--pid', '--fork', '--mount-proc', '--kill-child=KILL', '--'];
    const isPossible = await canUnshare(inside);
    // Where no namespace can be had, the test above stands for it: the ticks are those of a reused pid.
    if (!isPossible) return;
    const node = [process.execPath, '--conditions=mcpm-source', program];
    const { stdout } = await run('unshare', [...inside, ...node]);
    expect(JSON.parse(stdout)).toEqual({
      samePid: true,
      refused: [false, false, false],
      isSpared: true,
      reached: true,
      signal: 'SIGKILL',
    });
  });
});

describe('a process group', () => {
  test('is reached when its leader is gone, and is nobody when all are', async () => {
    const leader = spawn('sh', ['-c', 'sleep 60 & echo $!'], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
    const identity = identify(leader.pid ?? 0);
    if (!identity) throw new Error('The leader ended before it was looked at.');
    const [line] = (await once(leader.stdout.setEncoding('utf8'), 'data')) as [string];
    const rest = identify(Number(line));
    await once(leader, 'exit');
    expect(isSame(identity)).toBe(false);
    expect(rest && isSame(rest)).toBe(true);
    expect(signalGroup(identity, 'SIGKILL')).toBe(true);
    await eventually(() => expect(rest && isSame(rest)).toBe(false));
  });
});

async function canUnshare(options: readonly string[]): Promise<boolean> {
  try {
    await run('unshare', [...options, 'sh', '-c', 'echo 1 > /proc/sys/kernel/ns_last_pid']);
    return true;
  } catch {
    // No unshare, or not permitted.
    return false;
  }
}
