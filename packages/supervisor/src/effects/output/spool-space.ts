// Owns the disk space of one spool: what was read is given back, soon where room is short, and a full disk is noticed.
import { statfs } from 'node:fs/promises';
import { punchHole } from './punch-hole.ts';

const KIBIBYTE = 1024;
const MEBIBYTE = 1024 * KIBIBYTE;
/** Consumed bytes that may stand on the disk; with little room, a quarter of it. */
const CONSUMED_BYTES = 16 * MEBIBYTE;
const CONSUMED_BYTES_MIN = 256 * KIBIBYTE;
/** With less room than this the next write of the child fails, or the one after it. */
const FULL_BYTES = 64 * KIBIBYTE;

/** What the space of a spool needs. */
export interface SpoolSpaceOptions {
  readonly path: string;
  /** Called once each time the disk gets full; nobody can count what the child could not write then. */
  readonly onFull: () => void;
}

/** The space of one spool. */
export class SpoolSpace {
  readonly #options: SpoolSpaceOptions;
  /** Bytes of free disk, when last asked. */
  #room: number | undefined;
  #askAt = 0;
  #freed = 0;
  /** Up to where it is to be given back. */
  #wanted = 0;
  #isFull = false;
  #canPunch = true;
  #isPunching = false;

  constructor(options: SpoolSpaceOptions) {
    this.#options = options;
  }

  /** False where the file can only be cut as a whole. */
  get canPunch(): boolean {
    return this.#canPunch;
  }

  /** To be called now and then with the bytes consumed so far: gives space back when that is due. */
  async tend(consumed: number): Promise<void> {
    if (consumed >= this.#askAt) await this.look(consumed);
    const due = Math.min(CONSUMED_BYTES, Math.max(CONSUMED_BYTES_MIN, (this.#room ?? Infinity) / 4));
    if (consumed - this.#freed >= due) this.#punch(consumed);
  }

  /** Asks how much room there is, and makes some at once where there is none. */
  async look(consumed: number): Promise<void> {
    this.#room = await roomAt(this.#options.path);
    if (this.#room === undefined) return;
    this.#askAt = consumed + Math.min(4 * MEBIBYTE, Math.max(FULL_BYTES, this.#room / 16));
    if (this.#room >= 2 * FULL_BYTES) this.#isFull = false;
    if (this.#room >= FULL_BYTES) return;
    this.#punch(consumed);
    if (this.#isFull) return;
    this.#isFull = true;
    this.#options.onFull();
  }

  /** To be called when the file begins anew: nothing of it is consumed. */
  restart(): void {
    this.#freed = 0;
    this.#wanted = 0;
    this.#askAt = 0;
  }

  // Not waited for: the reading goes on meanwhile, and what is behind it is nobody's any more.
  #punch(consumed: number): void {
    this.#wanted = consumed;
    if (!this.#isPunching) void this.#punchAll();
  }

  async #punchAll(): Promise<void> {
    this.#isPunching = true;
    while (this.#canPunch && this.#freed < this.#wanted) {
      this.#freed = this.#wanted;
      this.#canPunch = await punchHole(this.#options.path, this.#freed);
    }
    this.#isPunching = false;
  }
}

async function roomAt(path: string): Promise<number | undefined> {
  try {
    const { bfree, bavail, bsize } = await statfs(path);
    // A few per cent of many disks are kept for root alone.
    return (process.getuid?.() === 0 ? bfree : bavail) * bsize;
  } catch {
    // The file was removed by somebody, or the disk does not tell: then there is nothing to go by.
    return undefined;
  }
}
