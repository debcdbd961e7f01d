// Owns the words of measuring: who is measured, and what a way of measuring can do.
import type { Usage } from '../../decide/limit-watch.ts';
import type { ProcessIdentity } from '../end/identity.ts';

/** A process to be measured. */
export interface MeterTarget {
  readonly identity: ProcessIdentity;
  /** Whether its open files are counted too; default: no. */
  readonly openFiles?: boolean;
}

/** A way of measuring. */
export interface Sampler {
  /** What each of them uses now, by pid; who is gone, or is another process than the one meant, is left out. */
  measure(targets: readonly MeterTarget[]): Promise<ReadonlyMap<number, Usage>>;
  /** Lets go of a process that is measured no more. */
  forget(pid: number): void;
  /** Lets go of all of them. */
  close(): void;
}
