// Owns when a spool is read: as soon as the system tells of a write, and now and then in case it did not.
import type { Clock } from '../../runtime/clock.ts';
import type { WriteNotices } from './write-notices.ts';

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
  readonly notices: WriteNotices;
  readonly reader: Watched;
}

/** The watch over one spool, from its making until `close`. */
export class SpoolWatch {
  readonly #options: SpoolWatchOptions;
  #unlisten: (() => void) | undefined;
  #timer: unknown;

  constructor(options: SpoolWatchOptions) {
    this.#options = options;
    // Without notices, or when they end, the looks alone find the output.
    this.#unlisten = options.notices.listen(options.path, {
      onWrite: () => this.#read(),
      onBroken: () => this.#unwatch(),
    });
    // What was written before the watch began is told by nobody. Mostly it is nothing, and then this look is all.
    if (options.reader.isBehind) this.#read();
    this.#schedule();
  }

  /** Ends it; a reading under way goes on. */
  close(): void {
    this.#unwatch();
    this.#options.clock.clearTimeout(this.#timer);
  }

  #schedule(): void {
    const { clock, reader } = this.#options;
    const every = this.#unlisten ? LOOK_MS : LOOK_WITHOUT_WATCH_MS;
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
    this.#unlisten?.();
    this.#unlisten = undefined;
  }
}
