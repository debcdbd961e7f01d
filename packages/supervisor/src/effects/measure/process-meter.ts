// Owns measuring many processes at once, cheaply and by identity.
//
// One sweep over Node processes at rest, CPU of ours and of what it starts (`supervisor/measure-sweep.ts` of the benchmarks, Linux, Node 26):
//
//   processes   kept descriptor   open, read, close   pidusage     ps
//   50          0.5 ms            1.3 ms              1.1 ms       10 ms
//   300         2.2 ms            5.3 ms              7.2 ms       19 ms
//
// The kept descriptor is also the only way that cannot mistake one process for another: it is bound to the process and not to its number.
// pidusage stays for the systems without /proc.
import { systemClock, type Clock } from '../../runtime/clock.ts';
import type { Usage } from '../../decide/limit-watch.ts';
import { LibrarySampler } from './library-sampler.ts';
import { readProcUnits } from './proc-units.ts';
import { ProcSampler } from './proc-sampler.ts';
import type { MeterTarget, Sampler } from './sampler.ts';

/** Measures processes, and remembers of each what its next CPU figure counts from. */
export class ProcessMeter {
  readonly #sampler: Sampler;

  /** @param clock monotonic time; default: the machine's. */
  constructor(clock: Clock = systemClock) {
    const units = readProcUnits();
    this.#sampler = units ? new ProcSampler(clock, units) : new LibrarySampler(clock);
  }

  /**
   * What each of them uses now, by pid; who is gone, or is another process than the one meant, is left out. CPU is counted since
   * the measurement before (at the first one, since the process began). Holds one descriptor for each until it is gone or forgotten.
   */
  measure(targets: readonly MeterTarget[]): Promise<ReadonlyMap<number, Usage>> {
    return this.#sampler.measure(targets);
  }

  /** Lets go of a process that is measured no more. */
  forget(pid: number): void {
    this.#sampler.forget(pid);
  }

  /** Lets go of all of them. */
  close(): void {
    this.#sampler.close();
  }
}
