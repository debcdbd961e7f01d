// Owns the list of all processes, and what each was started with, as /proc shows them.
import { readdirSync, readFileSync } from 'node:fs';
import { readStat, type ProcessStat } from './process-stat.ts';

/** One process of the table. */
export type TableEntry = ProcessStat;

const KERNEL_THREADS = 2;

/** The pids in /proc; none where there is no /proc. */
export function listPids(): readonly number[] {
  try {
    return readdirSync('/proc')
      .map(Number)
      .filter((pid) => pid > 0);
  } catch {
    // No /proc: nothing is known of other processes.
    return [];
  }
}

/** The entries of these pids that are there and are no threads of the kernel. */
export function readEntries(pids: readonly number[]): readonly TableEntry[] {
  return pids
    .map((pid) => readStat(pid))
    .filter((entry) => entry !== undefined)
    .filter(({ pid, ppid }) => pid !== KERNEL_THREADS && ppid !== KERNEL_THREADS);
}

/** Every process that is no thread of the kernel; about 15 µs each. */
export function readProcessTable(): readonly TableEntry[] {
  return readEntries(listPids());
}

/** The environment a process was started with; empty when it is gone or belongs to another user. */
export function readEnvironment(pid: number): Buffer {
  try {
    return readFileSync(`/proc/${pid}/environ`);
  } catch {
    // Gone, or not ours: what we started runs under our user, unless it gave that up or gained more, and then we could not signal it either.
    return Buffer.alloc(0);
  }
}
