// Owns one output stream of one run: the file the child writes into, read as it grows, and gone after the run.
//
//   child ──fd (append)──▶ spool file ──tail──▶ text in chunks that split no character
//
// A file and not a pipe, because a process that crashes loses what is still in its pipe but nothing that is in its file.
import { closeSync, openSync, watch, type FSWatcher } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { StringDecoder } from 'node:string_decoder';
import type { Clock } from '../clock.ts';
import { punchHole } from './punch-hole.ts';

const CHUNK_BYTES = 65_536;
const POLL_MS = 2000;
const POLL_WITHOUT_WATCH_MS = 250;
const PUNCH_BYTES = 8 * 1024 * 1024;

/** What a spool needs. */
export interface SpoolOptions {
  /** A path nobody uses yet. */
  readonly path: string;
  readonly clock: Clock;
  readonly onText: (text: string) => void;
}

/** The spool of one stream. */
export class OutputSpool {
  /** For the child; closed here by `closeWriter` once it was handed down. */
  readonly fd: number;
  readonly #options: SpoolOptions;
  readonly #decoder = new StringDecoder('utf8');
  readonly #buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  #reader: Promise<FileHandle> | undefined;
  #watcher: FSWatcher | undefined;
  #poll: unknown;
  #position = 0;
  #freed = 0;
  #canPunch = true;
  /** The reading under way; a wish that comes meanwhile makes it look once more. */
  #reading: Promise<void> | undefined;
  #more = false;
  #hasFailed = false;

  /** Creates the file (mode 0600). Throws the system's error when it cannot. */
  constructor(options: SpoolOptions) {
    this.#options = options;
    this.fd = openSync(options.path, 'ax', 0o600);
  }

  /** Closes this process's end for writing. */
  closeWriter(): void {
    closeSync(this.fd);
  }

  /** Reads what comes, as it comes. */
  follow(): void {
    try {
      this.#watcher = watch(this.#options.path, { persistent: false }, () => void this.#read());
      // A watch that breaks leaves the poll.
      this.#watcher.on('error', () => this.#unwatch());
    } catch {
      // Without a watch (none left, or not on this file system) the poll alone finds the output.
    }
    // What was written before the watch began is told by nobody.
    void this.#read();
    this.#schedulePoll();
  }

  /** Reads to the end and removes the file: nothing writes into it any more. */
  async finish(): Promise<void> {
    this.#unwatch();
    this.#options.clock.clearTimeout(this.#poll);
    await this.#read();
    this.#emit(this.#decoder.end());
    // A failure here is the disk failure that reading met already: nothing is left to do with the file.
    await this.#reader?.then((file) => file.close()).catch(() => undefined);
    await rm(this.#options.path, { force: true }).catch(() => undefined);
  }

  #schedulePoll(): void {
    this.#poll = this.#options.clock.setTimeout(
      () => {
        void this.#read();
        this.#schedulePoll();
      },
      this.#watcher ? POLL_MS : POLL_WITHOUT_WATCH_MS,
    );
  }

  #unwatch(): void {
    this.#watcher?.close();
    this.#watcher = undefined;
  }

  #read(): Promise<void> {
    this.#more = true;
    this.#reading ??= this.#readToEnd();
    return this.#reading;
  }

  async #readToEnd(): Promise<void> {
    try {
      const file = await (this.#reader ??= open(this.#options.path, 'r'));
      while (this.#more) {
        this.#more = false;
        if (await this.#readChunk(file)) this.#more = true;
      }
    } catch (error) {
      this.#tellFailure(error);
    } finally {
      this.#reading = undefined;
    }
  }

  // The disk failed: what cannot be read is lost, and the run goes on without its output.
  #tellFailure(error: unknown): void {
    if (this.#hasFailed) return;
    this.#hasFailed = true;
    process.emitWarning(`Output of a process cannot be read from ${this.#options.path}: ${String(error)}`);
  }

  async #readChunk(file: FileHandle): Promise<boolean> {
    const { bytesRead } = await file.read(this.#buffer, 0, CHUNK_BYTES, this.#position);
    this.#position += bytesRead;
    this.#emit(this.#decoder.write(this.#buffer.subarray(0, bytesRead)));
    if (this.#canPunch && this.#position - this.#freed >= PUNCH_BYTES) await this.#free();
    return bytesRead > 0;
  }

  async #free(): Promise<void> {
    this.#freed = this.#position;
    this.#canPunch = await punchHole(this.#options.path, this.#freed);
  }

  #emit(text: string): void {
    if (text !== '') this.#options.onText(text);
  }
}
