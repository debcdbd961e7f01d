// Owns the directory of the spools: private, made when first needed, and removed again when it was ours alone.
import { mkdirSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';

/** The directory raw output stands in while it is read. */
export class SpoolDirectory {
  readonly #wanted: string | undefined;
  #path: string | undefined;

  /** @param path created at the first use (mode 0700); default: a fresh one under the system's temporary directory. */
  constructor(path?: string) {
    this.#wanted = path;
  }

  /** A path in it that nobody uses yet. Throws the system's error when the directory cannot be made. */
  newPath(stream: 'stdout' | 'stderr'): string {
    this.#path ??= this.#make();
    return join(this.#path, `${randomUUID()}.${stream}`);
  }

  /** Removes the directory if it was not given by the caller. */
  async remove(): Promise<void> {
    if (this.#wanted === undefined && this.#path !== undefined) await rm(this.#path, { recursive: true, force: true });
    this.#path = undefined;
  }

  #make(): string {
    if (this.#wanted === undefined) return mkdtempSync(join(tmpdir(), 'mcpm-run-'));
    mkdirSync(this.#wanted, { recursive: true, mode: 0o700 });
    return this.#wanted;
  }
}
