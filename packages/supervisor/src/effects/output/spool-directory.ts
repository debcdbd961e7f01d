// Owns the directory of the spools: private, made when needed, with another one in reserve, and removed again when it was ours alone.
import { mkdirSync, mkdtempSync, openSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { WriteNotices } from './write-notices.ts';

const SPOOL = /^[\da-f-]{36}\.(?:stdout|stderr)$/;

/** A file that takes what one stream of a run writes. */
export interface SpoolFile {
  readonly path: string;
  /** Open for reading, and where a child is to write into it for appending. */
  readonly fd: number;
}

/** The directory raw output stands in while it is read. */
export class SpoolDirectory {
  /** For all spools in it. */
  readonly notices = new WriteNotices();
  readonly #wanted: string | undefined;
  /** Those made here under the system's temporary directory. */
  readonly #own: string[] = [];

  /** @param path made when needed (mode 0700); default, and where that takes no file: a fresh one under the system's temporary directory. */
  constructor(path?: string) {
    this.#wanted = path;
  }

  /**
   * A fresh, empty file (mode 0600) nobody else uses; undefined when no directory takes one: a disk that is full, read-only or broken
   * is no reason not to run a child. Throws only what is no matter of the disk, such as `EMFILE`.
   */
  newFile(stream: 'stdout' | 'stderr'): SpoolFile | undefined {
    const name = `${randomUUID()}.${stream}`;
    const known = this.#own.at(-1);
    const places = [
      this.#wanted === undefined ? undefined : () => makeDirectory(this.#wanted ?? ''),
      known === undefined ? undefined : () => known,
      () => this.#makeOwn(),
    ];
    for (const place of places) {
      const file = place && makeFile(place, name);
      if (file) return file;
    }
    return undefined;
  }

  /** Removes the spools an earlier supervisor left in the directory given, but those in `keep`. */
  async sweep(keep: ReadonlySet<string>): Promise<void> {
    const directory = this.#wanted;
    if (directory === undefined) return;
    // Not there yet, or not to be read: then nothing can be swept.
    const names = await readdir(directory).catch(() => []);
    const left = names.filter((name) => SPOOL.test(name)).map((name) => join(directory, name));
    await Promise.all(left.filter((path) => !keep.has(path)).map((path) => rm(path, { force: true })));
  }

  /** Removes the directories that were not given by the caller. */
  async remove(): Promise<void> {
    await Promise.all(this.#own.splice(0).map((path) => rm(path, { recursive: true, force: true })));
  }

  #makeOwn(): string {
    const path = mkdtempSync(join(tmpdir(), 'mcpm-run-'));
    this.#own.push(path);
    return path;
  }
}

/** Whether this process, or the machine, has no descriptor left: that passes, and is no matter of the disk. */
export function isOutOfDescriptors(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EMFILE' || error.code === 'ENFILE');
}

function makeDirectory(path: string): string {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  return path;
}

function makeFile(place: () => string, name: string): SpoolFile | undefined {
  try {
    const path = join(place(), name);
    // One descriptor for the child, which appends, and for us, who read: each start would pay for more.
    return { path, fd: openSync(path, 'ax+', 0o600) };
  } catch (error) {
    if (isOutOfDescriptors(error)) throw error;
    // This place takes no file; the next one may.
    return undefined;
  }
}
