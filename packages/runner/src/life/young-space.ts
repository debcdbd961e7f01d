// Owns the space of young objects while calls run: it starts as small as V8 makes it, and grows only as far as many calls at a time are quicker for it.
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** Bytes of the space, both halves and their margins, at which it is large enough: where 64 calls at a time outlive hardly any collection. */
const ENOUGH_BYTES = 20_000_000;
/** Calls between two looks. */
const EVERY_CALLS = 64;

/** The heap whose space it is. */
interface YoungHeap {
  /** Bytes the space has now. */
  readonly youngBytes: () => number;
  /** By which factor the space grows where many objects outlive a collection; 1 keeps it as it is. */
  readonly setGrowth: (factor: 1 | 2) => void;
}

/** The heap of this process. */
export const processHeap: YoungHeap = {
  youngBytes: () => getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')?.space_size ?? 0,
  // V8 reads this flag each time it could grow the space; the start of the process has set it to 1.
  setGrowth: (factor) => setFlagsFromString(`--semi-space-growth-factor=${factor}`),
};

/** Lets the space grow while calls come in, until it is large enough. Everything of calls would else outlive a collection and fill the space of old objects. */
export class YoungSpace {
  readonly #heap: YoungHeap;
  #calls = 0;
  #grows = false;

  constructor(heap: YoungHeap) {
    this.#heap = heap;
  }

  /** A call was made. */
  called(): void {
    this.#calls += 1;
    if (this.#calls % EVERY_CALLS !== 1) return;
    const wanted = this.#heap.youngBytes() < ENOUGH_BYTES;
    // Said again while it is wanted: whoever keeps compiled code sets it back (see code-cache.ts).
    if (!wanted && !this.#grows) return;
    this.#grows = wanted;
    this.#heap.setGrowth(wanted ? 2 : 1);
  }
}
