// Owns making a process unkillable: the freezer of cgroup v1 holds it in the kernel (state D), where no signal reaches it, until it is thawed.
import { randomUUID } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '@mcpm/test-kit';

const ROOT = '/sys/fs/cgroup/freezer';

/** Whether this system lets us. */
export function canFreeze(): boolean {
  try {
    accessSync(ROOT, constants.W_OK);
    return existsSync(join(ROOT, 'tasks'));
  } catch {
    // Not mounted, or not ours.
    return false;
  }
}

/** A process that nothing ends; thawed at the end of its scope, if not before. */
export class Freezer implements AsyncDisposable {
  readonly #path = join(ROOT, `chaos-${randomUUID()}`);

  constructor(pid: number) {
    mkdirSync(this.#path);
    writeFileSync(join(this.#path, 'cgroup.procs'), String(pid));
    writeFileSync(join(this.#path, 'freezer.state'), 'FROZEN');
  }

  /** Signals reach it again, also those sent before. */
  thaw(): void {
    writeFileSync(join(this.#path, 'freezer.state'), 'THAWED');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.thaw();
    // Busy as long as the process is in it.
    await eventually(() => rmdirSync(this.#path), { timeoutMs: 10_000 });
  }
}
