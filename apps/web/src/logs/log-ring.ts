// Owns the last N entries of a log view outside React: lines, and gaps where lines are missing.
import type { LogLine } from '../contract/index.ts';

/** A line, or the place where `missed` lines are gone. `index` counts all entries ever pushed and never changes. */
export type LogEntry =
  | { readonly kind: 'line'; readonly index: number; readonly line: LogLine }
  | { readonly kind: 'gap'; readonly index: number; readonly missed: number };

/** A ring of entries: pushing beyond its capacity drops the oldest. */
export class LogRing {
  readonly #capacity: number;
  readonly #slots: LogEntry[] = [];
  readonly #listeners = new Set<() => void>();
  #pushed = 0;
  #dropped = 0;
  #lastSeq: number | undefined;
  #version = 0;

  /** Id of the process whose log this is. */
  readonly processId: string;

  /** `capacity`: entries held at most. */
  constructor(capacity: number, processId: string) {
    this.#capacity = capacity;
    this.processId = processId;
  }

  /** Entries held. */
  get size(): number {
    return this.#slots.length;
  }

  /** Entries ever pushed; also the `index` of the next one. */
  get pushed(): number {
    return this.#pushed;
  }

  /** Lines dropped for want of room; lines of gaps are not counted. */
  get dropped(): number {
    return this.#dropped;
  }

  /** `seq` of the newest line; undefined before the first. */
  get lastSeq(): number | undefined {
    return this.#lastSeq;
  }

  /** Grows with each change, for those who watch. */
  get version(): number {
    return this.#version;
  }

  /** Adds lines; those not newer than the newest are known already and left out. */
  pushLines(lines: readonly LogLine[]): void {
    for (const line of lines) {
      if (this.#lastSeq !== undefined && line.seq <= this.#lastSeq) continue;
      this.#lastSeq = line.seq;
      this.#push({ kind: 'line', index: this.#pushed, line });
    }
    this.#changed();
  }

  /** Adds the place where `missed` lines are gone. */
  pushGap(missed: number): void {
    this.#push({ kind: 'gap', index: this.#pushed, missed });
    this.#changed();
  }

  /** Every entry held, oldest first. */
  entries(): LogEntry[] {
    const start = this.#pushed % this.#capacity;
    return this.#slots.length < this.#capacity
      ? this.#slots.slice()
      : [...this.#slots.slice(start), ...this.#slots.slice(0, start)];
  }

  /** Calls `listener` at each change; gives back how to end it. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #push(entry: LogEntry): void {
    const slot = this.#pushed % this.#capacity;
    if (this.#slots[slot]?.kind === 'line') this.#dropped += 1;
    this.#slots[slot] = entry;
    this.#pushed += 1;
  }

  #changed(): void {
    this.#version += 1;
    for (const listener of this.#listeners) listener();
  }
}
