// Owns the words around a supervisor: how it works, and what it found of earlier ones.
import type { Clock } from './runtime/clock.ts';
import type { Probe } from './health/probe.ts';

/** How a supervisor works. */
export interface ProcessManagerOptions {
  /**
   * Directory (made with mode 0700) of the ledger of live processes, and of raw output until it is read. One supervisor at a time may have it; the next one ends, or adopts,
   * what was left. Default: a fresh temporary one, removed at the end.
   */
  readonly runDir: string;
  /** How many processes may be wanted or alive at once. Default: no limit. */
  readonly maxProcesses?: number;
  /** How many children may be between spawn and ready at once. Default: the number of cores. */
  readonly startSlots?: number;
  /** Restarts after unstable runs that all processes together may have in a minute. Default: 300. */
  readonly restartsPerMinute?: number;
  /** What asks children that know no managed protocol, by the names that specs use. */
  readonly probes?: Readonly<Record<string, Probe>>;
  /** Monotonic time; default: the machine's. */
  readonly clock?: Clock;
  /** Numbers in [0, 1); default: `Math.random`. */
  readonly random?: () => number;
}

/** What earlier supervisors left in the run directory, by process id. */
export interface Recovery {
  /** Processes that were still there and were ended. */
  readonly ended: readonly string[];
  /** Processes that go on (`survive`): a start with the same command adopts them, any other start ends them first. */
  readonly adoptable: readonly string[];
  /** Processes of which something would not die: they cannot be started. */
  readonly stuck: readonly string[];
  /** Files of the ledger that could not be read; they are kept under these names. */
  readonly damaged: readonly string[];
}
