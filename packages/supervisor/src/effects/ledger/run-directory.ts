// Owns the run directory of one supervisor from its first start to its end: the lock, what earlier supervisors left in it, and the ledger of its own runs.
import { join } from 'node:path';
import type { DescendantFinder } from '../end/descendants.ts';
import { recover, type RecoveryReport } from './recover.ts';
import { RunDirLock } from './run-dir-lock.ts';
import { RunLedger } from './run-ledger.ts';

/** The part of it the ledger stands in. */
const LEDGER = 'ledger';

/** What a run directory is opened with. */
export interface RunDirectoryOptions {
  readonly runDir: string;
  /** A fresh UUID. */
  readonly supervisor: string;
  readonly finder: DescendantFinder;
}

/** A run directory that is this supervisor's alone. */
export class RunDirectory {
  readonly path: string;
  readonly ledger: RunLedger;
  /** For the guardian. */
  readonly ledgerDir: string;
  readonly recovery: RecoveryReport;
  readonly #lock: RunDirLock;

  private constructor(path: string, lock: RunDirLock, recovery: RecoveryReport) {
    this.path = path;
    this.ledgerDir = join(path, LEDGER);
    this.ledger = new RunLedger(this.ledgerDir);
    this.recovery = recovery;
    this.#lock = lock;
  }

  /** Takes the directory, and ends or finds what earlier supervisors left. Rejects with `supervisor_unsuitable` when another supervisor has it. */
  static async open({ runDir, supervisor, finder }: RunDirectoryOptions): Promise<RunDirectory> {
    const lock = await RunDirLock.take(runDir, supervisor);
    try {
      const recovery = await recover({ ledgerDir: join(runDir, LEDGER), finder, previous: lock.previous });
      lock.forgetPrevious();
      return new RunDirectory(runDir, lock, recovery);
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  /** Gives the directory back. What is in the ledger then was to outlive this supervisor. */
  close(): void {
    this.#lock.release();
  }
}
