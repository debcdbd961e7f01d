// Owns one open /proc/<pid>/stat: it stays bound to the process it was opened for, whoever has the pid later.
import { closeSync, openSync, readSync } from 'node:fs';
import { isSame, type ProcessIdentity } from '../end/identity.ts';

/** What a stat line says of use (proc_pid_stat(5)). */
export interface StatUse {
  /** Clock ticks of user and system time, of all its threads. */
  readonly ticks: number;
  readonly startTicks: number;
  readonly threads: number;
  /** Resident pages. */
  readonly pages: number;
}

/** Longer than any stat line: 52 numbers and a name of at most 64 bytes. */
const LINE_BYTES = 2048;

/** The stat file of one process, kept open: a reading costs a third of opening it each time, and one descriptor. */
export class KeptStat {
  readonly identity: ProcessIdentity;
  readonly #fd: number;

  private constructor(identity: ProcessIdentity, fd: number) {
    this.identity = identity;
    this.#fd = fd;
  }

  /** Undefined when the process is gone, or no file can be opened now. */
  static open(identity: ProcessIdentity): KeptStat | undefined {
    if (!isSame(identity)) return undefined;
    let kept: KeptStat | undefined;
    try {
      kept = new KeptStat(identity, openSync(`/proc/${identity.pid}/stat`, 'r'));
    } catch {
      // It ended this very moment, or no descriptor is left: it is not measured this time.
      return undefined;
    }
    const use = kept.read(statBuffer());
    // Between the look and the opening the pid may have gone to somebody else; from here on it cannot.
    if (use && (identity.startTicks === undefined || use.startTicks === identity.startTicks)) return kept;
    kept.close();
    return undefined;
  }

  /** What it uses now, read through a buffer that holds a line; undefined when the process is gone, also when it is a zombie. */
  read(buffer: Buffer): StatUse | undefined {
    try {
      return parseUse(buffer.toString('latin1', 0, readSync(this.#fd, buffer, 0, buffer.length, 0)));
    } catch {
      // The process this file was opened for is gone (ESRCH).
      return undefined;
    }
  }

  close(): void {
    closeSync(this.#fd);
  }
}

/** A buffer that holds a stat line. */
export function statBuffer(): Buffer {
  return Buffer.allocUnsafe(LINE_BYTES);
}

/** The use in a stat line; undefined for a dead process, or when it is no stat line. */
export function parseUse(line: string): StatUse | undefined {
  // The name is in parentheses and may itself hold spaces and parentheses: the last one closes it. Field 3 follows.
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ', 22);
  const field = (number: number): number => Number(fields[number - 3]);
  const state = fields[0] ?? '';
  const use = { ticks: field(14) + field(15), startTicks: field(22), threads: field(20), pages: field(24) };
  if (state === 'Z' || state === 'X' || state === 'x') return undefined;
  return Object.values(use).every(Number.isFinite) ? use : undefined;
}
