// Owns measuring where there is no /proc: by pidusage, which knows the ways of the other systems.
import type { Clock } from '../../runtime/clock.ts';
import type { Usage } from '../../decide/limit-watch.ts';
import { isSame } from '../end/identity.ts';
import type { MeterTarget, Sampler } from './sampler.ts';

/** Samples by pidusage, loaded at the first measurement. */
export class LibrarySampler implements Sampler {
  readonly #clock: Clock;
  readonly #askedAt = new Map<number, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async measure(targets: readonly MeterTarget[]): Promise<ReadonlyMap<number, Usage>> {
    const alive = targets.filter(({ identity }) => isSame(identity));
    if (alive.length === 0) return new Map();
    const { default: pidusage } = await import('pidusage');
    const stats: Readonly<Record<number, { cpu: number; memory: number; elapsed: number } | null | undefined>> =
      await pidusage(alive.map(({ identity }) => identity.pid)).catch(() => ({})); // None of them is there any more.
    const now = this.#clock.now();
    const usages = new Map<number, Usage>();
    for (const { identity } of alive) {
      const { pid } = identity;
      const stat = stats[pid];
      if (!stat || !isSame(identity)) continue;
      const before = this.#askedAt.get(pid);
      const sampledOverMs = before === undefined ? stat.elapsed : now - before;
      this.#askedAt.set(pid, now);
      usages.set(pid, { cpu: stat.cpu, memory: stat.memory, sampledOverMs });
    }
    return usages;
  }

  forget(pid: number): void {
    this.#askedAt.delete(pid);
  }

  close(): void {
    this.#askedAt.clear();
  }
}
