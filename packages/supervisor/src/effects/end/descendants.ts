// Owns finding what a run started: by process group, by ancestry, and by the marker in the environment after both were left.
import { readBootId, type ProcessIdentity } from './identity.ts';
import { isRunning } from './process-stat.ts';
import { readProcessTable, type TableEntry } from './process-table.ts';
import { hasMarker } from './run-marker.ts';
import { TableScanner, type Scan } from './table-scan.ts';

/** A run whose processes are sought. */
export interface SoughtRun {
  /** Its marker, or the first part of the markers of many, up to and with a dot. */
  readonly marker: string;
  /** Its leader. */
  readonly identity?: ProcessIdentity | undefined;
  /** Descendants seen before: their parents may be gone since. */
  readonly known?: readonly ProcessIdentity[];
  /** True while the leader has only just ended: its number then still stands for its group. */
  readonly justEnded?: boolean;
}

/** How long one look at the table serves those who want a tree at once, in milliseconds. */
const TABLE_AGE_MS = 20;

/** Finds descendants; one per supervisor, so that many who ask share one look at /proc. Finds none where there is no /proc. */
export class DescendantFinder {
  readonly #scanner = new TableScanner();
  #table: { readonly at: number; readonly entries: readonly TableEntry[] } | undefined;

  /** Every process of a run that runs now, its leader included; zombies are none. */
  async find(run: SoughtRun): Promise<readonly ProcessIdentity[]> {
    const scan = await this.#scanner.scan(run.identity?.startTicks ?? 0);
    return toIdentities(withDescendants(scan.entries, membersOf(run, scan)));
  }

  /**
   * The leader's descendants now, without itself: to be kept for the time after it ended, when their ancestry is cut. Blocks for about 25 µs per process of the
   * machine; asked again within 20 ms it takes the same table.
   */
  snapshotTree(leader: ProcessIdentity): readonly ProcessIdentity[] {
    const entries = this.#recentTable();
    const [root] = entries.filter((entry) => isEntryOf(entry, leader));
    if (!root) return [];
    return toIdentities(withDescendants(entries, [root]).filter((entry) => entry !== root));
  }

  #recentTable(): readonly TableEntry[] {
    const now = performance.now();
    if (!this.#table || now - this.#table.at > TABLE_AGE_MS) this.#table = { at: now, entries: readProcessTable() };
    return this.#table.entries;
  }
}

function membersOf(run: SoughtRun, { entries, markers }: Scan): readonly TableEntry[] {
  const { identity, known = [], justEnded = false } = run;
  const hasLeader = identity !== undefined && entries.some((entry) => isEntryOf(entry, identity));
  const isTaken = identity !== undefined && !hasLeader && entries.some(({ pid }) => pid === identity.pid);
  const hasGroup = hasLeader || (justEnded && !isTaken);
  return entries.filter(
    (entry) =>
      (identity !== undefined && isEntryOf(entry, identity)) ||
      known.some((one) => isEntryOf(entry, one)) ||
      (hasGroup && entry.pgrp === identity?.pid) ||
      hasMarker(markers.get(entry.pid) ?? [], run.marker),
  );
}

function withDescendants(entries: readonly TableEntry[], roots: readonly TableEntry[]): readonly TableEntry[] {
  const children = Map.groupBy(entries, ({ ppid }) => ppid);
  const found = new Set<TableEntry>();
  const open = [...roots];
  for (let entry = open.pop(); entry; entry = open.pop()) {
    // Never this process, nor the first one: who is adopted by one of them is nobody's descendant any more.
    if (found.has(entry) || entry.pid === process.pid || entry.pid === 1) continue;
    found.add(entry);
    open.push(...(children.get(entry.pid) ?? []));
  }
  return [...found];
}

function isEntryOf(entry: TableEntry, identity: ProcessIdentity): boolean {
  return entry.pid === identity.pid && entry.startTicks === identity.startTicks;
}

function toIdentities(entries: readonly TableEntry[]): readonly ProcessIdentity[] {
  const bootId = readBootId();
  return entries.filter(isRunning).map(({ pid, startTicks }) => ({ pid, startTicks, bootId }));
}
