// Owns what is read of the machine: its monotonic clock, whether a process lives, what belongs to whom, what it costs (Linux).
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { memoryOf } from '../figures.ts';

/** Nanoseconds of processor time in a tick (USER_HZ is 100). */
const TICK_NS = 10_000_000;

/** Milliseconds of the monotonic clock, the same in every process. */
export function now(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** The fields of `/proc/<pid>/stat` from the state on; undefined when there is no such process. */
function statOf(pid: number): readonly string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    // It is gone.
    return undefined;
  }
}

/** Whether nothing runs under this pid; what only waits for its parent is gone. */
export function isGone(pid: number): boolean {
  const state = statOf(pid)?.[0];
  return state === undefined || state === 'Z' || state === 'X';
}

/** Every pid there is now. */
function pids(): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** A process and what it keeps for itself: its descendants but those that are `children` or theirs. */
export function managersOf(root: number, children: ReadonlySet<number>): readonly number[] {
  const parents = new Map(pids().map((pid) => [pid, Number(statOf(pid)?.[1])]));
  const found = [root];
  for (const parent of found)
    found.push(...[...parents.keys()].filter((pid) => parents.get(pid) === parent && !children.has(pid)));
  return found;
}

/** Nanoseconds of processor time (user and system) a process has used, with that of helpers it has waited for. */
export function processorTime(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`).map((thread) => {
    try {
      return Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'latin1').split(' ')[0]);
    } catch {
      // The thread ended in between.
      return 0;
    }
  });
  const stat = statOf(pid) ?? [];
  const waitedFor = (Number(stat[13]) + Number(stat[14])) * TICK_NS;
  return threads.reduce((total, one) => total + one, 0) + waitedFor;
}

/** MB of several processes together. */
export function memoryTogether(of: readonly number[]): { readonly pss: number; readonly rss: number } {
  const each = of.filter((pid) => !isGone(pid)).map(memoryOf);
  return {
    pss: each.reduce((total, { pss }) => total + pss, 0),
    rss: each.reduce((total, { rss }) => total + rss, 0),
  };
}

/** Kills every process whose environment holds `mark`, by pid, until there is none; tells how many there were. */
export async function killMarked(mark: string): Promise<number> {
  const killed = new Set<number>();
  for (let round = 0; round < 50; round += 1) {
    const left = pids().filter((pid) => pid !== process.pid && !isGone(pid) && holds(pid, mark));
    if (left.length === 0) break;
    for (const pid of left) {
      killed.add(pid);
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It ended in between.
      }
    }
    await pause(20);
  }
  return killed.size;
}

function holds(pid: number, mark: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(mark);
  } catch {
    // It is gone, or somebody else's.
    return false;
  }
}
