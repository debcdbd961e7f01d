// Owns measuring where there is a /proc: one kept descriptor and one reading for each process.
import { uptime } from 'node:os';
import { setImmediate as breathe } from 'node:timers/promises';
import type { Clock } from '../../runtime/clock.ts';
import type { Usage } from '../../decide/limit-watch.ts';
import { KeptStat, statBuffer, type StatUse } from './kept-stat.ts';
import { countOpenFiles } from './open-files.ts';
import type { ProcUnits } from './proc-units.ts';
import type { MeterTarget, Sampler } from './sampler.ts';

/** So many are read before the event loop has its turn: 25 Node processes take about 1.5 ms. */
const AT_ONCE = 25;
/** Two samples closer than this are one: the kernel counts CPU in ticks of 10 ms. */
const SAME_SAMPLE_MS = 200;

interface Followed {
  readonly stat: KeptStat;
  /** The sample CPU is counted from. */
  base?: { readonly ticks: number; readonly at: number };
  cpu: number;
  sampledOverMs: number;
}

/** Samples from /proc. */
export class ProcSampler implements Sampler {
  readonly #clock: Clock;
  readonly #units: ProcUnits;
  readonly #followed = new Map<number, Followed>();
  readonly #buffer = statBuffer();

  constructor(clock: Clock, units: ProcUnits) {
    this.#clock = clock;
    this.#units = units;
  }

  async measure(targets: readonly MeterTarget[]): Promise<ReadonlyMap<number, Usage>> {
    const usages = new Map<number, Usage>();
    for (const [index, target] of targets.entries()) {
      if (index > 0 && index % AT_ONCE === 0) await breathe();
      const usage = this.#measureOne(target);
      if (usage) usages.set(target.identity.pid, usage);
    }
    return usages;
  }

  forget(pid: number): void {
    this.#followed.get(pid)?.stat.close();
    this.#followed.delete(pid);
  }

  close(): void {
    for (const pid of this.#followed.keys()) this.forget(pid);
  }

  #measureOne({ identity, openFiles }: MeterTarget): Usage | undefined {
    const followed = this.#follow(identity);
    if (!followed) return undefined;
    const files = openFiles ? countOpenFiles(identity.pid) : undefined;
    // Read last: the process still being there says that the pid was its own all the while.
    const use = followed.stat.read(this.#buffer);
    if (!use) {
      this.forget(identity.pid);
      return undefined;
    }
    this.#count(followed, use);
    const { cpu, sampledOverMs } = followed;
    const memory = use.pages * this.#units.pageBytes;
    return { cpu, memory, sampledOverMs, ...(files === undefined ? {} : { openFiles: files }) };
  }

  #follow(identity: MeterTarget['identity']): Followed | undefined {
    const known = this.#followed.get(identity.pid);
    if (known?.stat.identity.startTicks === identity.startTicks && known) return known;
    this.forget(identity.pid);
    const stat = KeptStat.open(identity);
    if (!stat) return undefined;
    const followed: Followed = { stat, cpu: 0, sampledOverMs: 0 };
    this.#followed.set(identity.pid, followed);
    return followed;
  }

  #count(followed: Followed, { ticks, startTicks }: StatUse): void {
    const { ticksPerSecond } = this.#units;
    const now = this.#clock.now();
    const { base } = followed;
    const overMs = base ? now - base.at : uptime() * 1000 - (startTicks / ticksPerSecond) * 1000;
    if (base && overMs < SAME_SAMPLE_MS) return;
    const usedMs = ((ticks - (base?.ticks ?? 0)) / ticksPerSecond) * 1000;
    // A process that just began has no age the kernel's ticks can tell.
    followed.sampledOverMs = Math.max(overMs, 1000 / ticksPerSecond);
    followed.cpu = (usedMs / followed.sampledOverMs) * 100;
    followed.base = { ticks, at: now };
  }
}
