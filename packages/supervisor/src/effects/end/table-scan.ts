// Owns looking at every process of the machine without holding up the event loop, once for all who ask at the same time.
import { setImmediate as turn } from 'node:timers/promises';
import { listPids, readEntries, readEnvironment, type TableEntry } from './process-table.ts';
import { markersIn } from './run-marker.ts';

/** All processes at one time, and the markers of those young enough to be asked. */
export interface Scan {
  readonly entries: readonly TableEntry[];
  readonly markers: ReadonlyMap<number, readonly string[]>;
}

/** How many processes are looked at before other work gets its turn: about one millisecond. */
const BATCH = 24;

interface Waiting {
  /** Start ticks of the oldest process whose environment is asked for. */
  since: number;
  readonly scan: Promise<Scan>;
}

/** Scans of /proc. */
export class TableScanner {
  #waiting: Waiting | undefined;
  #running: Promise<unknown> = Promise.resolve();

  /** A scan that begins after this call. `since`: the environment of processes that started before it (ticks) is not read. */
  scan(since: number): Promise<Scan> {
    if (this.#waiting) this.#waiting.since = Math.min(this.#waiting.since, since);
    this.#waiting ??= this.#plan(since);
    return this.#waiting.scan;
  }

  #plan(since: number): Waiting {
    const before = this.#running;
    const begin = async (): Promise<Scan> => {
      await before;
      // A hundred exits come in one turn of the loop, each with its own callback: one scan serves them all.
      await turn();
      const ticks = this.#waiting?.since ?? since;
      this.#waiting = undefined;
      return readAll(ticks);
    };
    const scan = begin();
    this.#running = scan;
    return { since, scan };
  }
}

async function readAll(since: number): Promise<Scan> {
  const entries: TableEntry[] = [];
  const markers = new Map<number, readonly string[]>();
  const pids = listPids();
  for (let at = 0; at < pids.length; at += BATCH) {
    if (at > 0) await turn();
    for (const entry of readEntries(pids.slice(at, at + BATCH))) {
      entries.push(entry);
      if (entry.startTicks >= since) markers.set(entry.pid, markersIn(readEnvironment(entry.pid)));
    }
  }
  return { entries, markers };
}
