// Owns the one line the kernel keeps about each process: reading and parsing /proc/<pid>/stat.
import { readFileSync } from 'node:fs';

/** What a stat line says, as far as it tells processes apart (proc_pid_stat(5)). */
export interface ProcessStat {
  readonly pid: number;
  /** The kernel's letter: `R`, `S`, `D`, `T`, …; `Z` and `X` are dead. */
  readonly state: string;
  readonly ppid: number;
  readonly pgrp: number;
  readonly session: number;
  /** Clock ticks between the boot and its start. */
  readonly startTicks: number;
}

/** The stat line of a process; undefined when there is none, or no /proc. */
export function readStat(pid: number | 'self'): ProcessStat | undefined {
  try {
    return parseStat(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    // No such process (ENOENT), or it ended while it was read (ESRCH).
    return undefined;
  }
}

/** A stat line; undefined when it is not a whole one. */
export function parseStat(line: string): ProcessStat | undefined {
  // The name is in parentheses and may itself hold spaces, parentheses and line ends: the last one closes it.
  const end = line.lastIndexOf(')');
  const pid = Number(line.slice(0, line.indexOf(' ')));
  const [state = '', ppid, pgrp, session, ...rest] = line.slice(end + 2).split(' ');
  const stat = {
    pid,
    state,
    ppid: Number(ppid),
    pgrp: Number(pgrp),
    session: Number(session),
    // Field 22 of the line.
    startTicks: Number(rest[15]),
  };
  const numbers = [stat.pid, stat.ppid, stat.pgrp, stat.session, stat.startTicks];
  return end > 0 && pid > 0 && numbers.every(Number.isSafeInteger) ? stat : undefined;
}

/** Whether it runs: a zombie and one that is just being taken away do not. */
export function isRunning(stat: ProcessStat): boolean {
  return stat.state !== 'Z' && stat.state !== 'X' && stat.state !== 'x';
}
