// Owns the files of the live runs of one supervisor: written before each spawn, gone when the run is reported.
import { appendFileSync, mkdirSync, readFileSync, readlinkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBootId } from '../end/identity.ts';
import { formatEntry, parseRecord, type LedgerChange, type LedgerEntry } from './ledger-entry.ts';

/** What the caller knows of a run that begins. */
export type NewRun = Omit<LedgerEntry, 'version' | 'bootId' | 'pidNamespace'>;

/** The end of the names of ledger files; before it stands the marker. */
export const LEDGER_SUFFIX = '.run';

/** Lines after which a file is written anew. */
const MOST_CHANGES = 500;

/** The ledger of one supervisor. */
export class RunLedger {
  readonly #dir: string | undefined;
  readonly #changes = new Map<string, number>();
  #isMade = false;

  /** @param dir made at the first run (mode 0700); undefined keeps no ledger. */
  constructor(dir: string | undefined) {
    this.#dir = dir;
  }

  /**
   * Writes down a run that is about to be spawned and returns its file, to which the launch script adds the line of /proc/self/stat. Throws the system's error
   * when it cannot be written. There is no fsync: what is written is safe from the death of every process, and a loss of power, against which an fsync
   * would help, changes the boot id, so that the entry is worth nothing anyway.
   */
  begin(run: NewRun): string | undefined {
    if (this.#dir === undefined) return undefined;
    if (!this.#isMade) mkdirSync(this.#dir, { recursive: true, mode: 0o700 });
    this.#isMade = true;
    const file = join(this.#dir, `${run.marker}${LEDGER_SUFFIX}`);
    const entry: LedgerEntry = { version: 1, ...run, bootId: readBootId(), pidNamespace: readPidNamespace() };
    try {
      writeFileSync(file, formatEntry(entry), { flag: 'wx', mode: 0o600 });
    } catch (error) {
      // A full disk takes a name, but nothing to be read under it.
      this.end(file);
      throw error;
    }
    return file;
  }

  /** Adds what has changed of a run. Never throws. */
  update(file: string | undefined, change: LedgerChange): void {
    if (file === undefined) return;
    const count = (this.#changes.get(file) ?? 0) + 1;
    this.#changes.set(file, count % MOST_CHANGES);
    try {
      appendFileSync(file, `${JSON.stringify(change)}\n`);
      if (count === MOST_CHANGES) compact(file);
    } catch {
      // A full disk: the next supervisor would read some output of a run that outlived this one twice, which is no reason to end it.
    }
  }

  /** Forgets a run that is over. Never throws. */
  end(file: string | undefined): void {
    if (file === undefined) return;
    this.#changes.delete(file);
    try {
      rmSync(file, { force: true });
    } catch {
      // A file that stays names a process that is gone: the next recovery sees that and tries again.
    }
  }
}

/** The PID namespace this process names pids in; undefined where there are none. */
export function readPidNamespace(): string | undefined {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    // Not Linux.
    return undefined;
  }
}

function compact(file: string): void {
  const text = readFileSync(file, 'utf8');
  const record = parseRecord(text);
  if (!record) return;
  const others = text.split('\n').filter((line) => line !== '' && !line.startsWith('{') && !line.startsWith('cgroup '));
  const fresh = `${file}.new`;
  writeFileSync(fresh, formatEntry(record.entry) + others.map((line) => `${line}\n`).join(''), { mode: 0o600 });
  renameSync(fresh, file);
}
