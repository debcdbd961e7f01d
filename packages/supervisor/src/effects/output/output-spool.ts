// Owns one output stream of one run: the file the child writes into, read as it grows, and gone after the run.
//
//   child ──fd (append)──▶ spool file ──watch, read──▶ text in chunks that split no character
//
// A file and not a pipe, because a process that crashes loses what is still in its pipe but nothing that is in its file.
import { closeSync, constants, openSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { devNull } from 'node:os';
import type { Clock } from '../../runtime/clock.ts';
import { isOutOfDescriptors } from './spool-directory.ts';
import { SpoolReader } from './spool-reader.ts';
import { SpoolWatch } from './spool-watch.ts';
import { WriteNotices } from './write-notices.ts';

/** Milliseconds the last output of a run may take to read. */
const LAST_MS = 2000;

/** What a spool needs. */
export interface SpoolOptions {
  /** A fresh, empty file, or that of an adopted run; undefined: there is none, and what the child writes is lost. */
  readonly path: string | undefined;
  readonly clock: Clock;
  /** Shared with the other spools of a supervisor; default: notices of its own. */
  readonly notices?: WriteNotices;
  readonly onText: (text: string) => void;
  /** So many bytes are told by nobody (0: an unknown number), and why in one sentence. Default: nobody is told. */
  readonly onLost?: (bytes: number, why: string) => void;
  /** Byte of the file to read on from, for an adopted run; default 0. */
  readonly from?: number;
}

/** What a stream came to, in bytes. */
export interface SpoolTotals {
  /** Written in all. */
  readonly bytes: number;
  /** Of them told by nobody. */
  readonly lost: number;
}

/** The spool of one stream. */
export class OutputSpool {
  /** For the child; closed here by `closeWriter` once it was handed down. */
  readonly fd: number;
  /** The file; undefined when there is none. */
  readonly path: string | undefined;
  readonly #options: SpoolOptions;
  readonly #readFd: number | undefined;
  readonly #reader: SpoolReader | undefined;
  #watch: SpoolWatch | undefined;
  #bytes = 0;
  #lost = 0;
  #noFile: string | undefined;

  /** Opens the file. Throws only what is no matter of the disk, such as `EMFILE`. */
  constructor(options: SpoolOptions) {
    this.#options = options;
    const files = open(options.path);
    this.fd = files.write;
    this.#noFile = files.why;
    this.#readFd = files.read;
    this.path = files.read === undefined ? undefined : options.path;
    if (this.path === undefined || this.#readFd === undefined) return;
    this.#reader = new SpoolReader({
      path: this.path,
      fd: this.#readFd,
      from: options.from ?? 0,
      onText: options.onText,
      onLost: (bytes, why) => this.#lose(bytes, why),
    });
  }

  /** Closes this process's end for writing. */
  closeWriter(): void {
    closeSync(this.fd);
  }

  /** Closes everything, for a run that does not begin after all; the file stays to whoever has use for it, or the next sweep. */
  abandon(): void {
    this.closeWriter();
    if (this.#readFd !== undefined) closeSync(this.#readFd);
  }

  /** Byte of the file to read on from when somebody else goes on; it splits no character. */
  get offset(): number {
    return this.#reader?.position ?? 0;
  }

  /** What it came to so far; whole after `finish`. */
  get totals(): SpoolTotals {
    return { bytes: Math.max(this.#bytes, this.offset), lost: this.#lost };
  }

  /** Reads what comes, as it comes. */
  follow(): void {
    if (this.#noFile !== undefined) this.#lose(0, this.#noFile);
    if (this.path === undefined || !this.#reader) return;
    const { clock, notices = new WriteNotices() } = this.#options;
    this.#watch = new SpoolWatch({ path: this.path, clock, notices, reader: this.#reader });
  }

  /**
   * Reads what was written until now and removes the file: nothing is told afterwards. What cannot be read within two seconds
   * is counted as lost. Returns what the stream came to.
   */
  async finish(): Promise<SpoolTotals> {
    this.#watch?.close();
    const reader = this.#reader;
    if (reader) {
      const isInTime = await this.#within(reader.readLast());
      this.#bytes = reader.end(isInTime ? 'It could not be read.' : 'It could not be read in time.');
      // A reading that hangs in a broken disk keeps its descriptor: another file must not get its number meanwhile.
      void reader.idle().then(() => closeSync(this.#readFd ?? -1));
      if (this.path !== undefined) await this.#within(removeFile(this.path));
    }
    return this.totals;
  }

  async #within(work: Promise<void>): Promise<boolean> {
    const { clock } = this.#options;
    const late = Promise.withResolvers<false>();
    const timer = clock.setTimeout(() => late.resolve(false), LAST_MS);
    const isInTime = await Promise.race([work.then(() => true), late.promise]);
    clock.clearTimeout(timer);
    return isInTime;
  }

  #lose(bytes: number, why: string): void {
    this.#lost += bytes;
    this.#options.onLost?.(bytes, why);
  }
}

interface OpenFiles {
  readonly write: number;
  readonly read: number | undefined;
  /** Why there is no file. */
  readonly why: string | undefined;
}

function open(path: string | undefined): OpenFiles {
  if (path === undefined) return withoutFile('Output cannot be kept: no directory takes a file.');
  let write: number | undefined;
  try {
    // Not made here: a file that is gone means that its run writes where nobody can read.
    write = openSync(path, constants.O_WRONLY | constants.O_APPEND);
    return { write, read: openSync(path, 'r'), why: undefined };
  } catch (error) {
    if (write !== undefined) closeSync(write);
    if (isOutOfDescriptors(error)) throw error;
    return withoutFile(`Output cannot be kept (${error instanceof Error ? error.message : String(error)}).`);
  }
}

function withoutFile(why: string): OpenFiles {
  return { write: openSync(devNull, 'a'), read: undefined, why };
}

async function removeFile(path: string): Promise<void> {
  // A failure here is the failure of the disk that was told already: nothing is left to do with the file.
  await rm(path, { force: true }).catch(() => undefined);
}
