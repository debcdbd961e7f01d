// Owns the guardian of one supervisor: a small process beside it that outlives even its kill -9, and ends what it started.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Socket } from 'node:net';
import { hasProc } from '../end/identity.ts';
import { GUARDIAN_SCRIPT } from './guardian-script.ts';

/** What a guardian needs. */
export interface GuardianOptions {
  /** Id of the supervisor, with which the markers of its runs begin. */
  readonly supervisor: string;
  readonly ledgerDir: string;
  /** Absolute path of a POSIX shell. */
  readonly shell: string;
  /** Where `grep`, `sleep` and `rm` are found. */
  readonly path: string;
  /** A directory nobody needs once the supervisor is gone; removed then. */
  readonly temporary?: string | undefined;
}

/** Milliseconds after which a guardian that ended by itself is replaced: one that ends sooner cannot work here. */
const LIVED_MS = 1000;

/** Milliseconds a guardian may take to leave. */
const LEAVE_MS = 1000;

/** The guardian: about 1 MB of memory, no work while the supervisor lives, and gone within a second of it. It keeps the host program from ending no more than a timer without a reference does. */
export class Guardian {
  readonly #options: GuardianOptions;
  #child: ChildProcess;
  #isLeaving = false;

  private constructor(options: GuardianOptions) {
    this.#options = options;
    this.#child = this.#spawn();
  }

  /** Starts one; undefined where there is no /proc for it to look at. */
  static start(options: GuardianOptions): Guardian | undefined {
    return hasProc() ? new Guardian(options) : undefined;
  }

  /** Undefined when it could not be started. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Starts one when none could be started before: there may have been no process to be had. */
  ensure(): void {
    if (this.pid === undefined && !this.#isLeaving) this.#replace();
  }

  /** Lets it leave: everything was ended in good order. Resolves when it is gone. May be called again. */
  async goodbye(): Promise<void> {
    this.#isLeaving = true;
    const child = this.#child;
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.stdin?.end('goodbye\n');
    // One that was stopped reads nothing; what it would do was done.
    const late = setTimeout(() => child.kill('SIGKILL'), LEAVE_MS);
    await exit;
    clearTimeout(late);
  }

  #spawn(): ChildProcess {
    const { supervisor, ledgerDir, shell, path, temporary = '' } = this.#options;
    const startedMs = performance.now();
    const child = spawn(shell, ['-c', GUARDIAN_SCRIPT, 'mcpm-guardian', ledgerDir, supervisor, temporary], {
      cwd: '/',
      // A session of its own: what is sent to the group of the supervisor does not reach it.
      detached: true,
      // Nothing else of the host program, above all no marker: a sweep must not take it for a run.
      env: { PATH: path, LC_ALL: 'C' },
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    child.unref();
    if (child.stdin instanceof Socket) child.stdin.unref();
    // A guardian that is gone cannot be written to; its `exit` tells that.
    child.stdin?.on('error', () => undefined);
    // No process to be had now: runs still end by the death signal, and by the ledger at the next start.
    child.on('error', () => undefined);
    child.on('exit', () => {
      if (!this.#isLeaving && performance.now() - startedMs > LIVED_MS) this.#replace();
    });
    return child;
  }

  #replace(): void {
    try {
      this.#child = this.#spawn();
    } catch {
      // The system has no memory for a process now; without a guardian runs still end by the death signal, and by the ledger.
    }
  }
}
