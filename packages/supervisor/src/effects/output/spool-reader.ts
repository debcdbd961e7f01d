// Owns the way from a spool's bytes to text: in order, in chunks that split no character, never far behind the writer.
import { fstat, fstatSync, read, truncateSync } from 'node:fs';
import { promisify } from 'node:util';
import { SpoolSpace } from './spool-space.ts';
import { openedEarlier, wholeCharacters } from './whole-characters.ts';

const readBytes = promisify(read);
const stat = promisify(fstat);

const CHUNK_BYTES = 65_536;
const MEBIBYTE = 1024 * 1024;
/** How far the reading may be behind; further, it goes on from half of it before the end. */
const BACKLOG_BYTES = 64 * MEBIBYTE;
/** A file no hole can be made in is cut to nothing when it is read to the end and longer than this, or longer than four times this in any case. */
const FILE_BYTES = 64 * MEBIBYTE;

/** What reading needs. */
export interface SpoolReaderOptions {
  readonly path: string;
  /** Open for reading; stays open. */
  readonly fd: number;
  /** Byte of the file to begin at. */
  readonly from: number;
  readonly onText: (text: string) => void;
  /** So many bytes are told by nobody (0: an unknown number), and why in one sentence. */
  readonly onLost: (bytes: number, why: string) => void;
}

/** The reading side of one spool. */
export class SpoolReader {
  readonly #options: SpoolReaderOptions;
  readonly #space: SpoolSpace;
  #position: number;
  /** Bytes of the file's earlier lives, before it was cut to nothing. */
  #cutBytes = 0;
  #end = Infinity;
  #reading: Promise<void> | undefined;
  #more = false;
  #wasSkipped = false;
  #failed = false;
  #ended = false;

  constructor(options: SpoolReaderOptions) {
    const { path, from, onLost } = options;
    this.#options = options;
    this.#position = from;
    this.#space = new SpoolSpace({
      path,
      onFull: () => onLost(0, 'The disk is full: what could not be written is lost.'),
    });
  }

  /** Byte of the file everything before which was told; always between two characters. */
  get position(): number {
    return this.#position;
  }

  /** Whether something is there that was not read, by a look at the file's size. */
  get isBehind(): boolean {
    return this.#sizeNow() !== this.#position;
  }

  /** Asks whether the disk is full. */
  lookAtDisk(): Promise<void> {
    return this.#space.look(this.#position);
  }

  /** Reads what is there; when it reads already, it will look once more. */
  read(): Promise<void> {
    this.#more = true;
    this.#reading ??= this.#readAll();
    return this.#reading;
  }

  /** Reads what is there now, and nothing that is written from now on. */
  async readLast(): Promise<void> {
    this.#end = this.#sizeNow() ?? Infinity;
    await this.read();
    await this.lookAtDisk();
  }

  /** Tells nothing from now on: what is not read yet is counted. Returns the bytes that were written in all. */
  end(why: string): number {
    const end = Math.min(this.#end, this.#sizeNow() ?? this.#position);
    const left = end - this.#position;
    if (!this.#ended && left > 0) this.#options.onLost(left, why);
    this.#ended = true;
    return this.#cutBytes + end;
  }

  /** Resolves when no reading is under way: its descriptor may be closed. */
  async idle(): Promise<void> {
    await this.#reading;
  }

  async #readAll(): Promise<void> {
    try {
      while (this.#more) {
        this.#more = false;
        await this.#readToEnd();
      }
      this.#failed = false;
    } catch (error) {
      this.#tellFailure(error);
    } finally {
      this.#reading = undefined;
    }
  }

  async #readToEnd(): Promise<void> {
    let end = await this.#look();
    if (end <= this.#position) return;
    // One buffer for one burst: a quiet child holds none.
    const buffer = Buffer.allocUnsafe(end - this.#position < 4096 ? 4096 : CHUNK_BYTES);
    let lookAt = this.#position + MEBIBYTE;
    while (this.#position < end && !this.#ended) {
      if (!(await this.#readChunk(buffer, end))) return;
      if (this.#position < lookAt) continue;
      end = await this.#look();
      lookAt = this.#position + MEBIBYTE;
    }
    await this.#space.tend(this.#position);
    this.#boundFile();
  }

  /** Sees how long the file is, keeps what is unread and what stands on the disk bounded, and says up to where to read. */
  async #look(): Promise<number> {
    const { size } = await stat(this.#options.fd);
    if (size < this.#position) this.#beginAnew(this.#position);
    if (size - this.#position > BACKLOG_BYTES) this.#skipTo(size - BACKLOG_BYTES / 2);
    await this.#space.tend(this.#position);
    this.#boundFile();
    return Math.min((await stat(this.#options.fd)).size, this.#end);
  }

  async #readChunk(buffer: Buffer, end: number): Promise<boolean> {
    const wanted = Math.min(buffer.length, end - this.#position);
    const { bytesRead } = await readBytes(this.#options.fd, buffer, 0, wanted, this.#position);
    if (this.#ended) return false;
    let bytes = buffer.subarray(0, bytesRead);
    if (this.#wasSkipped) bytes = this.#dropOpened(bytes);
    // At the last byte of a run that is over, a character that is still open stays so.
    const isLast = this.#position + bytes.length >= this.#end;
    const length = isLast ? bytes.length : wholeCharacters(bytes);
    this.#position += length;
    if (length > 0) this.#options.onText(bytes.toString('utf8', 0, length));
    return length > 0;
  }

  #dropOpened(bytes: Buffer): Buffer {
    this.#wasSkipped = false;
    const opened = openedEarlier(bytes);
    this.#position += opened;
    if (opened > 0) this.#options.onLost(opened, BEHIND);
    return bytes.subarray(opened);
  }

  #skipTo(position: number): void {
    this.#options.onLost(position - this.#position, BEHIND);
    this.#position = position;
    this.#wasSkipped = true;
  }

  // Between the look at the size and the cut lie microseconds, in which a write may slip through uncounted; where holes can be made, this never happens.
  #boundFile(): void {
    if (this.#space.canPunch || this.#end !== Infinity) return;
    const { size } = fstatSync(this.#options.fd);
    const left = size - this.#position;
    if (size <= FILE_BYTES || (left > 0 && size < 4 * FILE_BYTES)) return;
    truncateSync(this.#options.path);
    if (left > 0) this.#options.onLost(left, BEHIND);
    this.#beginAnew(size);
  }

  /** Undefined when the disk does not even tell that. */
  #sizeNow(): number | undefined {
    try {
      return fstatSync(this.#options.fd).size;
    } catch {
      // The reading, which is tried all the same, meets the same failure and tells it.
      return undefined;
    }
  }

  #beginAnew(cutBytes: number): void {
    this.#cutBytes += cutBytes;
    this.#position = 0;
    this.#space.restart();
  }

  // Said once, until it works again: what cannot be read now may be read later, and what is left at the end is counted there.
  #tellFailure(error: unknown): void {
    if (this.#failed) return;
    this.#failed = true;
    this.#options.onLost(0, `Output cannot be read (${error instanceof Error ? error.message : String(error)}).`);
  }
}

const BEHIND = 'It wrote faster than its output could be read.';
