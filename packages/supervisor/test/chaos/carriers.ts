// Owns the search for what is left of a tree: every live process that carries a tag in its environment, wherever it went.
import { readdirSync, readFileSync } from 'node:fs';
import { isRunning, readStat } from '../../src/effects/end/process-stat.ts';

/** The variable that carries the tag. */
export const TAG_VARIABLE = 'CHAOS_TAG';

/** The pids of all live processes that carry this tag. */
export function carriersOf(tag: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => carries(pid, tag));
}

function carries(pid: number, tag: string): boolean {
  const stat = readStat(pid);
  if (!stat || !isRunning(stat)) return false;
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(`${TAG_VARIABLE}=${tag}`);
  } catch {
    // It ended meanwhile, or is not ours to read.
    return false;
  }
}
