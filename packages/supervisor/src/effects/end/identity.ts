// Owns who a process is: a pid alone is only a number, and the kernel gives it to the next one.
import { existsSync, readFileSync } from 'node:fs';
import { isRunning, readStat } from './process-stat.ts';

/** One process among all that ever have its pid. Ticks and boot are undefined where there is no /proc: the pid is then all that is known. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Clock ticks between the boot and its start. */
  readonly startTicks: number | undefined;
  /** The kernel's random id of this boot. */
  readonly bootId: string | undefined;
}

/** Who has this pid now, be it a zombie; undefined when nobody has. */
export function identify(pid: number): ProcessIdentity | undefined {
  const stat = readStat(pid);
  if (stat) return { pid, startTicks: stat.startTicks, bootId: readBootId() };
  return hasProc() || !canSignal(pid) ? undefined : { pid, startTicks: undefined, bootId: undefined };
}

/** Whether it is still this process that has the pid, and it runs: a zombie does not. Somebody who cannot be looked at (no descriptor is left) counts as it. */
export function isSame(identity: ProcessIdentity): boolean {
  const state = stateOf(identity);
  return state === 'running' || state === 'hidden';
}

/** Sends a signal to this process; false when it is gone, or may not be signalled. Never reaches another process that has its pid now. */
export function signalProcess(identity: ProcessIdentity, signal: NodeJS.Signals): boolean {
  // Between the look and the signal lie microseconds; to have the pid reused, all other pids had to be given away in them.
  return isOthers(identity.pid) && stateOf(identity) === 'running' && trySignal(identity.pid, signal);
}

/**
 * Sends a signal to the process group of this leader; false when nothing is left of it. Also when the leader is gone: the kernel keeps its number
 * taken as long as the group has a member. Who asks long after the leader's end must know the members (see `DescendantFinder`), since
 * by then the number may have had another owner, who left a group too. `isOurs`: it is a child nobody has waited for yet, so that its number is its own without a look.
 */
export function signalGroup(leader: ProcessIdentity, signal: NodeJS.Signals, isOurs = false): boolean {
  if (!isOthers(leader.pid)) return false;
  const state = isOurs ? 'running' : stateOf(leader);
  return state !== 'replaced' && state !== 'hidden' && trySignal(-leader.pid, signal);
}

/** The kernel's random id of this boot; undefined where there is none. */
export function readBootId(): string | undefined {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
  } catch {
    // Not Linux, or a /proc without it: identities then rest on pid and ticks.
    return undefined;
  }
}

/** Whether this system tells about processes in /proc. */
export function hasProc(): boolean {
  return existsSync('/proc/self/stat');
}

// `replaced`: somebody else has the number, or it was given in another life of this machine. `hidden`: somebody has it, and cannot be looked at.
function stateOf({ pid, startTicks, bootId }: ProcessIdentity): 'running' | 'gone' | 'replaced' | 'hidden' {
  if (startTicks === undefined) return canSignal(pid) ? 'running' : 'gone';
  const boot = readBootId();
  if (boot !== undefined && boot !== bootId) return 'replaced';
  const stat = readStat(pid);
  // Whom we may signal we may see; a /proc that hides hides others.
  if (!stat) return trySignal(pid, 0) ? 'hidden' : 'gone';
  if (stat.startTicks !== startTicks) return 'replaced';
  return isRunning(stat) ? 'running' : 'gone';
}

// 0, 1 and -1 mean "my group", "init" and "everybody": a number that was never a child's must not become one of those.
function isOthers(pid: number): boolean {
  return Number.isSafeInteger(pid) && pid > 1 && pid !== process.pid;
}

function canSignal(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, but not ours.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function trySignal(target: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(target, signal);
    return true;
  } catch {
    // It ended this very moment, or changed to a user we may not signal: both mean that it was not reached.
    return false;
  }
}
