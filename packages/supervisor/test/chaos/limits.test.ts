import { fileURLToPath } from 'node:url';
import type { ProcessSpecInput } from '@mcpm/domain';
import { eventually, FakeClock } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { Supervision } from '../supervision.ts';

const program = fileURLToPath(new URL('../programs/uses-too-much.mjs', import.meta.url));
const MIB = 1024 * 1024;

const spec = (what: string, amount: number, limits: ProcessSpecInput['limits']): ProcessSpecInput => ({
  id: what,
  command: process.execPath,
  args: [program, what, String(amount)],
  managed: true,
  limits,
  // Where a cgroup holds the memory, the kernel is first; this is about the samples.
  containment: 'group',
  health: { intervalMs: 24 * 3_600_000 },
});

/** Lets a child take what it wants, and then rounds of measuring pass until it is ended. Returns how many. */
async function exceed(supervision: Supervision, clock: FakeClock, wanted: ProcessSpecInput): Promise<number> {
  const { manager } = supervision;
  const { id } = await manager.startProcess(wanted);
  manager.sendMessage(id, { type: 'reload' });
  const told = () => supervision.of('message', id).filter(({ message }) => message.type === 'stats').length;
  const isEnding = () => manager.getProcessInfo(id)?.status !== 'running';
  let [rounds, before] = [0, 0];
  while (!isEnding() && rounds < 5) {
    rounds += 1;
    // CPU has to be used anew in each round: all that lies between two of its words.
    await eventually(() => expect(told()).toBeGreaterThanOrEqual(id === 'cpu' ? before + 2 : 1), { timeoutMs: 10_000 });
    clock.advance(10_000);
    await eventually(() => expect(supervision.of('metrics', id)).toHaveLength(rounds));
    before = told();
  }
  await eventually(() => expect(supervision.of('exit', id)).toHaveLength(1));
  return rounds;
}

test.each([
  [
    'memory it should not have',
    [3],
    spec('memory', 200, { memorySoft: 150 * MIB }),
    /^memory used 2\d\d MiB of memory and more than its 150 MiB in 3 samples in a row \(memorySoft\)\.$/,
  ],
  [
    'memory it may never have',
    [1],
    spec('memory', 200, { memorySoft: 100 * MIB, memoryHard: 150 * MIB }),
    /^memory used 2\d\d MiB of memory; it may never use more than 150 MiB \(memoryHard\)\.$/,
  ],
  // The first sample may be of less than a second, which counts neither way.
  [
    'CPU',
    [3, 4],
    spec('cpu', 120, { cpu: 1 }),
    /^cpu used \d+ % of a core and more than its 1 % in 3 samples in a row \(cpu\)\.$/,
  ],
  [
    'open files',
    [3],
    spec('files', 1000, { openFiles: 64 }),
    /^files had 6\d open files, all of its 64, in 3 samples in a row \(openFiles\)\.$/,
  ],
] as const)(
  'a child over its limit of %s is ended in good order, told why with the figures, and started again',
  async (_, rounds, wanted, words) => {
    const clock = new FakeClock();
    await using supervision = new Supervision({ clock });
    expect(rounds).toContain(await exceed(supervision, clock, wanted));
    expect(supervision.of('exit')[0]?.report).toMatchObject({
      cause: 'limit',
      exitCode: 0,
      reason: { code: 'process_over_limit', detail: expect.stringMatching(words) },
    });
    clock.advance(2000);
    await eventually(() =>
      expect(supervision.manager.getProcessInfo(wanted.id)).toMatchObject({ status: 'running', runId: 2 }),
    );
  },
);

test('a Node child whose heap outgrows its hard limit gives up on itself, and the words say so', async () => {
  await using supervision = new Supervision();
  await supervision.manager.startProcess({ ...spec('heap', 0, { memoryHard: 64 * MIB }), restart: { mode: 'never' } });
  supervision.manager.sendMessage('heap', { type: 'reload' });
  await eventually(() => expect(supervision.of('exit')).toHaveLength(1), { timeoutMs: 15_000 });
  expect(supervision.of('exit')[0]?.report).toMatchObject({
    signal: 'SIGABRT',
    cause: 'crashed',
    reason: { detail: expect.stringMatching(/SIGABRT \(it gave up on itself, as Node does when its heap is full\)/) },
  });
});
