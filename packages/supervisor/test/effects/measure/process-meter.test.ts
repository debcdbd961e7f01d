import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { eventually, FakeClock } from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { identify, type ProcessIdentity } from '../../../src/effects/end/identity.ts';
import { parseUse } from '../../../src/effects/measure/kept-stat.ts';
import { LibrarySampler } from '../../../src/effects/measure/library-sampler.ts';
import { measureClosely } from '../../../src/effects/measure/measure-closely.ts';
import { ProcessMeter } from '../../../src/effects/measure/process-meter.ts';
import { readProcUnits } from '../../../src/effects/measure/proc-units.ts';

/** A real process that does nothing, or whatever its command does. */
class Subject implements AsyncDisposable {
  readonly child: ChildProcess;
  readonly identity: ProcessIdentity;

  constructor(command = 'sleep', args: readonly string[] = ['600']) {
    this.child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'] });
    const identity = identify(this.child.pid ?? 0);
    if (!identity) throw new Error(`${command} could not be started`);
    this.identity = identity;
  }

  get pid(): number {
    return this.identity.pid;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill('SIGKILL');
    await once(this.child, 'exit');
  }
}

/** A process that began later with the pid of one that is gone; with any pid where the kernel lets only root choose. */
async function successorOf({ pid, startTicks }: ProcessIdentity): Promise<Subject> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    try {
      writeFileSync('/proc/sys/kernel/ns_last_pid', String(pid - 1));
    } catch {
      // Not root: then another living process has to do, and its number is not the one of before.
      return new Subject();
    }
    const subject = new Subject();
    if (subject.pid === pid && subject.identity.startTicks !== startTicks) return subject;
    await subject[Symbol.asyncDispose]();
  }
  throw new Error(`The pid ${pid} could not be had again.`);
}

function openFilesOf(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}

function statOf(pid: number | 'self'): string {
  return readFileSync(`/proc/${pid}/stat`, 'latin1');
}

function keptStats(): number {
  const links = readdirSync('/proc/self/fd').map((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`);
    } catch {
      // The descriptor of this very listing.
      return '';
    }
  });
  return links.filter((link) => /^\/proc\/\d+\/stat$/.test(link)).length;
}

describe('a meter', () => {
  test('tells memory and CPU of busy and idle processes in one go', async () => {
    await using busy = new Subject(process.execPath, ['-e', "process.stdout.write('up'); for (;;);"]);
    await using idle = new Subject();
    await once(busy.child.stdout!, 'data');
    const meter = new ProcessMeter();
    const targets = [busy, idle].map(({ identity }) => ({ identity }));
    const first = await meter.measure(targets);
    expect(first.get(busy.pid)!.memory).toBeGreaterThan(20 * 1024 * 1024);
    expect(first.get(busy.pid)!.cpu).toBeGreaterThan(5);
    // Two samples within the kernel's tick are one.
    expect((await meter.measure(targets)).get(busy.pid)!.sampledOverMs).toBe(first.get(busy.pid)!.sampledOverMs);
    const later = await eventually(async () => {
      const usages = await meter.measure(targets);
      expect(usages.get(busy.pid)!.sampledOverMs).toBeGreaterThan(200);
      expect(usages.get(idle.pid)!.sampledOverMs).toBeLessThan(5000);
      expect(usages.get(busy.pid)!.cpu).not.toBe(first.get(busy.pid)!.cpu);
      return usages;
    });
    expect(later.get(busy.pid)!.cpu).toBeGreaterThan(5);
    expect(later.get(idle.pid)!.cpu).toBeLessThan(5);
    meter.close();
  });

  test('P37: holds one descriptor for each process, and none after it is forgotten or gone', async () => {
    const before = keptStats();
    await using one = new Subject();
    await using two = new Subject();
    const meter = new ProcessMeter();
    const targets = [one, two].map(({ identity }) => ({ identity }));
    for (let sweep = 0; sweep < 3; sweep += 1) await meter.measure(targets);
    expect(keptStats() - before).toBe(2);
    meter.forget(one.pid);
    expect(keptStats() - before).toBe(1);
    two.child.kill('SIGKILL');
    await once(two.child, 'exit');
    expect((await meter.measure(targets)).has(two.pid)).toBe(false);
    expect(keptStats() - before).toBe(1);
    meter.close();
    expect(keptStats() - before).toBe(0);
  });

  test('P37: never gives the figures of another process that has the pid now', async () => {
    const meter = new ProcessMeter();
    await using first = new Subject();
    const { identity } = first;
    expect((await meter.measure([{ identity }])).size).toBe(1);
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    await using second = await successorOf(identity);
    const later = await meter.measure([{ identity }]);
    expect(later.size).toBe(0);
    // The same holds for a meter that never saw the first one, and the right identity is measured.
    expect((await new ProcessMeter().measure([{ identity }])).size).toBe(0);
    expect((await meter.measure([{ identity: second.identity }])).size).toBe(1);
    meter.close();
  });

  test('leaves out a process that is dead and waits for its parent', async () => {
    await using parent = new Subject('sh', ['-c', 'sh -c "echo \\$\\$" & exec sleep 600']);
    const [line] = (await once(parent.child.stdout!, 'data')) as [Buffer];
    const zombie = Number(line.toString());
    await eventually(() => expect(parseUse(statOf(zombie))).toBeUndefined());
    const ghost: ProcessIdentity = { ...parent.identity, pid: zombie };
    expect(await new ProcessMeter().measure([{ identity: ghost }])).toEqual(new Map());
  });

  test('counts open files when it is asked to', async () => {
    await using subject = new Subject('sh', ['-c', 'exec 7</dev/null 8</dev/null; echo up; exec sleep 600']);
    await once(subject.child.stdout!, 'data');
    const meter = new ProcessMeter();
    const { identity } = subject;
    const files = async () => (await meter.measure([{ identity, openFiles: true }])).get(subject.pid)?.openFiles;
    await eventually(async () => expect(await files()).toBe(openFilesOf(subject.pid)));
    expect(await files()).toBeGreaterThanOrEqual(5);
    expect((await meter.measure([{ identity }])).get(subject.pid)).not.toHaveProperty('openFiles');
    meter.close();
  });
});

describe('measuring without /proc', () => {
  test('asks the library, and leaves out who is gone', async () => {
    await using alive = new Subject();
    await using gone = new Subject('true', []);
    if (gone.child.exitCode === null) await once(gone.child, 'exit');
    const sampler = new LibrarySampler(new FakeClock());
    const usages = await sampler.measure([alive, gone].map(({ identity }) => ({ identity })));
    expect([...usages.keys()]).toEqual([alive.pid]);
    expect(usages.get(alive.pid)!.memory).toBeGreaterThan(100_000);
    expect(await sampler.measure([{ identity: gone.identity }])).toEqual(new Map());
    sampler.forget(alive.pid);
  });
});

describe('a close look', () => {
  test('tells proportional and private memory, threads, open files and descendants', async () => {
    await using subject = new Subject('sh', ['-c', 'sleep 600 & (sleep 600 & exec sleep 600) & echo up; wait']);
    await once(subject.child.stdout!, 'data');
    await eventually(async () => expect((await measureClosely(subject.identity))?.descendants).toBe(3));
    const close = (await measureClosely(subject.identity))!;
    expect(close).toMatchObject({ threads: 1, openFiles: openFilesOf(subject.pid) });
    expect(close.pss).toBeGreaterThanOrEqual(close.privateMemory);
    expect(close.privateMemory).toBeGreaterThan(4096);
  });

  test('sees nothing of a process that is another one than meant', async () => {
    expect(await measureClosely({ ...identify(process.pid)!, startTicks: 1 })).toBeUndefined();
  });
});

test('the units of /proc are those of this machine', () => {
  const units = readProcUnits()!;
  expect(units.ticksPerSecond).toBe(100);
  const pages = Number(statOf('self').split(' ')[23]);
  const ratio = (pages * units.pageBytes) / process.memoryUsage.rss();
  expect(ratio).toBeGreaterThan(0.8);
  expect(ratio).toBeLessThan(1.2);
});
