// Owns when a spool is read: as soon as the system tells of a write, and now and then in case it did not.
import { watch, type FSWatcher } from 'node:fs';
import type { Clock } from '../../runtime/clock.ts';

/** A look in case a notice was lost (its queue is bounded) or the disk is full. All spools look in the same moment, so that this process wakes up once. */
const LOOK_MS = 10_000;
/** Where the file cannot be watched, looking is the only way. */
const LOOK_WITHOUT_WATCH_MS = 250;

/** What is read, as the watch needs it. */
interface Watched {
  read(): Promise<void>;
  readonly isBehind: boolean;
  lookAtDisk(): Promise<void>;
}

/** What a watch needs. */
export interface SpoolWatchOptions {
  readonly path: string;
  readonly clock: Clock;
  readonly reader: Watched;
}

/** The watch over one spool, from its making until `close`. */
export class SpoolWatch {
  readonly #options: SpoolWatchOptions;
  #watcher: FSWatcher | undefined;
  #timer: unknown;

  constructor(options: SpoolWatchOptions) {
    this.#options = options;
    try {
      this.#watcher = watch(options.path, { persistent: false }, () => this.#read());
      // A watch that breaks leaves the looks.
      this.#watcher.on('error', () => this.#unwatch());
    } catch {
      // Without a watch (none left, or not on this file system) the looks alone find the output.
    }
    // What was written before the watch began is told by nobody.
    this.#read();
    this.#schedule();
  }

  /** Ends it; a reading under way goes on. */
  close(): void {
    this.#unwatch();
    this.#options.clock.clearTimeout(this.#timer);
  }

  #schedule(): void {
    const { clock, reader } = this.#options;
    const every = this.#watcher ? LOOK_MS : LOOK_WITHOUT_WATCH_MS;
    const delayMs = every - (clock.now() % every);
    this.#timer = clock.setTimeout(() => {
      if (reader.isBehind) this.#read();
      if (delayMs > LOOK_WITHOUT_WATCH_MS) void reader.lookAtDisk();
      this.#schedule();
    }, delayMs);
  }

  #read(): void {
    void this.#options.reader.read();
  }

  #unwatch(): void {
    this.#watcher?.close();
    this.#watcher = undefined;
  }
}
