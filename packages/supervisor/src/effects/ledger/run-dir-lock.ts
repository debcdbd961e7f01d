// Owns that one supervisor at a time uses a run directory: each claims it by a file of its own, and gives way to a claim whose owner lives.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { McpmError } from '@mcpm/domain';
import * as z from 'zod';
import { identify, isSame } from '../end/identity.ts';
import { readPidNamespace } from './run-ledger.ts';

const Claim = z.object({
  pid: z.int(),
  startTicks: z.int().optional(),
  bootId: z.string().optional(),
  pidNamespace: z.string().optional(),
});
type Claim = z.infer<typeof Claim>;

/** How long the older of two that came at the same time waits for the other to give way, in milliseconds. */
const WAIT_MS = 200;
const LOOK_EVERY_MS = 5;

/** The hold of one supervisor on its run directory. */
export class RunDirLock {
  /** The supervisors that had the directory before and are gone; their runs may not be. */
  readonly previous: readonly string[];
  readonly #dir: string;
  readonly #own: string;

  private constructor(dir: string, own: string, previous: readonly string[]) {
    this.#dir = dir;
    this.#own = own;
    this.previous = previous;
  }

  /**
   * Takes a run directory (made when it is not there) for the supervisor with this id. Rejects with `supervisor_unsuitable`, naming the pid, when another one has it. Of two that come
   * at the same time one gets it: each writes its claim before it looks for others, so never both.
   */
  static async take(runDir: string, supervisor: string): Promise<RunDirLock> {
    const dir = join(runDir, 'lock');
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    claim(dir, supervisor);
    const deadline = performance.now() + WAIT_MS;
    for (;;) {
      const others = readdirSync(dir).filter((name) => name !== supervisor && !name.startsWith('.'));
      const holder = others.map((name) => ({ name, pid: livingOwner(join(dir, name)) })).find(({ pid }) => pid);
      if (!holder) return new RunDirLock(dir, supervisor, others);
      if (supervisor > holder.name || performance.now() > deadline) {
        rmSync(join(dir, supervisor), { force: true });
        throw new McpmError('supervisor_unsuitable', `The process ${holder.pid} supervises in ${runDir} already.`);
      }
      await pause(LOOK_EVERY_MS);
    }
  }

  /** Forgets the previous supervisors: nothing of theirs is left. */
  forgetPrevious(): void {
    for (const name of this.previous) rmSync(join(this.#dir, name), { force: true });
  }

  /** Gives the directory back. */
  release(): void {
    rmSync(join(this.#dir, this.#own), { force: true });
  }
}

// It appears whole or not at all.
function claim(dir: string, supervisor: string): void {
  const own: Claim = { ...identify(process.pid), pid: process.pid, pidNamespace: readPidNamespace() };
  const fresh = join(dir, `.${supervisor}`);
  writeFileSync(fresh, JSON.stringify(own), { mode: 0o600 });
  renameSync(fresh, join(dir, supervisor));
}

function livingOwner(file: string): number | undefined {
  try {
    const { pid, startTicks, bootId, pidNamespace } = Claim.parse(JSON.parse(readFileSync(file, 'utf8')));
    // A container that was started anew has another namespace, and its predecessor is gone; a pid of elsewhere cannot be looked at.
    if (pidNamespace !== readPidNamespace()) return undefined;
    return isSame({ pid, startTicks, bootId }) ? pid : undefined;
  } catch {
    // It was given back this moment, or the disk damaged it: nobody holds by it.
    return undefined;
  }
}
