import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { eventually } from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { DescendantFinder } from '../../../src/effects/end/descendants.ts';
import { signalProcess, type ProcessIdentity } from '../../../src/effects/end/identity.ts';
import { readStat } from '../../../src/effects/end/process-stat.ts';
import { holdProcess, leavesAZombie, type HeldProcess } from '../../hold-process.ts';

const program = fileURLToPath(new URL('../../programs/leaves-escapees.sh', import.meta.url));
const sorted = (pids: readonly (number | undefined)[]) => pids.toSorted((one = 0, other = 0) => one - other);
const pidsOf = (found: readonly ProcessIdentity[]) => sorted(found.map(({ pid }) => pid));

async function readPids(held: HeldProcess, count: number): Promise<Record<string, number>> {
  const lines = [];
  for (let line = 0; line < count; line += 1) lines.push(await held.line());
  return Object.fromEntries(lines.map((line) => line.split(' ')).map(([name = '', pid]) => [name, Number(pid)]));
}

async function killAll(finder: DescendantFinder, marker: string): Promise<void> {
  await eventually(async () => {
    const left = await finder.find({ marker });
    for (const one of left) signalProcess(one, 'SIGKILL');
    expect(left).toEqual([]);
  });
}

describe('descendants', () => {
  test('P26: that left the group, and whose parents are gone, are found by the marker they inherited', async () => {
    const finder = new DescendantFinder();
    const marker = `${randomUUID()}.1`;
    await using held = holdProcess(['sh', program, 'leaves'], { marker });
    const { session, forked } = await readPids(held, 2);
    await held.exited;
    const found = await finder.find({ marker, identity: held.identity });
    expect(pidsOf(found)).toEqual(sorted([session, forked]));
    await killAll(finder, marker);
  });

  test('P26: that left the group and emptied their environment are found by ancestry', async () => {
    const finder = new DescendantFinder();
    const marker = `${randomUUID()}.1`;
    await using held = holdProcess(['sh', '-c', 'setsid env -i /bin/sh -c "echo \\$\\$; exec /bin/sleep 60"; :'], {
      marker,
    });
    const bare = Number(await held.line());
    const tree = finder.snapshotTree(held.identity);
    expect(pidsOf(tree)).toContain(bare);
    expect(pidsOf(await finder.find({ marker, identity: held.identity }))).toEqual(sorted([...pidsOf(tree), held.pid]));
    // Once its parents are gone it is known only because it was seen before.
    signalProcess(held.identity, 'SIGKILL');
    await held.exited;
    expect(pidsOf(await finder.find({ marker, known: tree }))).toContain(bare);
    for (const one of tree) signalProcess(one, 'SIGKILL');
    await eventually(async () => expect(await finder.find({ marker, known: tree })).toEqual([]));
  });

  test('of another owner of the number are none', async () => {
    const finder = new DescendantFinder();
    await using held = holdProcess(['sh', '-c', 'sleep 60 & echo $!; wait']);
    const child = Number(await held.line());
    const marker = `${randomUUID()}.1`;
    const before = { ...held.identity, startTicks: (held.identity.startTicks ?? 0) - 1 };
    expect(pidsOf(await finder.find({ marker, identity: held.identity }))).toEqual(sorted([held.pid, child]));
    expect(await finder.find({ marker, identity: before, justEnded: true })).toEqual([]);
    expect(finder.snapshotTree(before)).toEqual([]);
  });

  test('that are zombies are none', async () => {
    const finder = new DescendantFinder();
    const marker = `${randomUUID()}.1`;
    await using held = holdProcess(leavesAZombie, { marker });
    const zombie = Number(await held.line());
    await eventually(() => expect(readStat(zombie)?.state).toBe('Z'));
    expect(pidsOf(await finder.find({ marker, identity: held.identity }))).toEqual([held.pid]);
    expect(finder.snapshotTree(held.identity)).toEqual([]);
  });

  test('are looked for once, however many ask in the same turn, and each finds its own', async () => {
    const finder = new DescendantFinder();
    const markers = Array.from({ length: 20 }, () => `${randomUUID()}.1`);
    const held = markers.map((marker) => holdProcess(['sleep', '60'], { marker }));
    try {
      const found = await Promise.all(markers.map((marker) => finder.find({ marker })));
      expect(found.map(pidsOf)).toEqual(held.map(({ pid }) => [pid]));
    } finally {
      await Promise.all(held.map((one) => one[Symbol.asyncDispose]()));
    }
  });
});
