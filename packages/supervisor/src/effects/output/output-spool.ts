// Owns one output stream of one run: the file the child writes into, read as it grows, and gone after the run.
//
//   child ──fd (append)──▶ spool file ──watch, read──▶ text in chunks that split no character
//
// A file and not a pipe, because a process that crashes loses what is still in its pipe but nothing that is in its file.
import { closeSync, openSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { devNull } from 'node:os';
import type { Clock } from '../../runtime/clock.ts';
import type { SpoolFile } from './spool-directory.ts';
import { SpoolReader } from './spool-reader.ts';
import { SpoolWatch } from './spool-watch.ts';
import { WriteNotices } from './write-notices.ts';

/** Milliseconds the last output of a run may take to read. */
const LAST_MS = 2000;

/** What a spool needs. */
export interface SpoolOptions {
  /** A fresh, empty file, or that of an adopted run, closed by `finish`; or why there is none, in one sentence: then what the child writes is lost. */
  readonly file: SpoolFile | string;
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
  /** For the child. */
  readonly fd: number;
  readonly #options: SpoolOptions;
  readonly #file: SpoolFile | undefined;
  readonly #reader: SpoolReader | undefined;
  #watch: SpoolWatch | undefined;
  #bytes = 0;
  #lost = 0;

  /** Throws only what is no matter of the disk, such as `EMFILE`. */
  constructor(options: SpoolOptions) {
    this.#options = options;
    const { file, from = 0, onText } = options;
    this.#file = typeof file === 'string' ? undefined : file;
    this.fd = this.#file?.fd ?? openSync(devNull, 'a');
    if (!this.#file) return;
    const onLost = (bytes: number, why: string): void => this.#lose(bytes, why);
    this.#reader = new SpoolReader({ ...this.#file, from, onText, onLost });
  }

  /** The file; undefined when there is none. */
  get path(): string | undefined {
    return this.#file?.path;
  }

  /** Closes it, for a run that does not begin after all; the file stays to whoever has use for it, or the next sweep. */
  abandon(): void {
    closeSync(this.fd);
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
    const { clock, file, notices = new WriteNotices() } = this.#options;
    if (typeof file === 'string') this.#lose(0, file);
    if (this.path === undefined || !this.#reader) return;
    this.#watch = new SpoolWatch({ path: this.path, clock, notices, reader: this.#reader });
  }

  /**
   * Reads what was written until now, closes the file and removes it: nothing is told afterwards. What cannot be read within two seconds
   * is counted as lost. Returns what the stream came to.
   */
  async finish(): Promise<SpoolTotals> {
    this.#watch?.close();
    const reader = this.#reader;
    const isInTime = !reader || (await this.#within(reader.readLast()));
    if (reader) this.#bytes = reader.end(isInTime ? 'It could not be read.' : 'It could not be read in time.');
    // A reading that hangs in a broken disk keeps its descriptor: another file must not get its number meanwhile.
    void Promise.resolve(reader?.idle()).then(() => closeSync(this.fd));
    if (this.path !== undefined) await this.#within(removeFile(this.path));
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

async function removeFile(path: string): Promise<void> {
  // A failure here is the failure of the disk that was told already: nothing is left to do with the file.
  await rm(path, { force: true }).catch(() => undefined);
}
