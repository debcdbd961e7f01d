// Owns the numbering of a topic whose items have no number of their own, and the memory of its last items.

/** One item of a topic with its place. */
export interface Item<T = unknown> {
  readonly seq: number;
  readonly data: T;
}

/** What a reader that has `since` still needs; `missed` is set when not everything is there any more. */
export interface Replay<T> {
  readonly items: readonly Item<T>[];
  readonly missed?: number;
}

/**
 * A numbered topic with a ring of its last items. Numbers begin at the time of its making, so that a number from before a restart of
 * mcpm is never taken for one of this life; what was missed from before cannot be counted, only what is gone since.
 */
export class TopicFeed<T> {
  readonly #firstSeq: number;
  readonly #capacity: number;
  readonly #listeners = new Set<(items: readonly Item<T>[]) => void>();
  #ring: readonly Item<T>[] = [];
  #lastSeq: number;

  constructor(options: { readonly startSeq: number; readonly capacity: number }) {
    this.#firstSeq = options.startSeq + 1;
    this.#lastSeq = options.startSeq;
    this.#capacity = options.capacity;
  }

  /** Number of the newest item. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** Numbers the values and hands them to every listener. */
  publish(values: readonly T[]): void {
    if (values.length === 0) return;
    const items = values.map((data, index) => ({ seq: this.#lastSeq + 1 + index, data }));
    this.#lastSeq += items.length;
    this.#ring = [...this.#ring, ...items].slice(-this.#capacity);
    for (const listener of this.#listeners) listener(items);
  }

  /** What came after `since`, or all there is together with the number of those that are gone. */
  replay(since: number): Replay<T> {
    const oldest = this.#ring[0]?.seq ?? this.#lastSeq + 1;
    if (since >= oldest - 1 && since <= this.#lastSeq) return { items: this.#ring.filter(({ seq }) => seq > since) };
    const known = since >= this.#firstSeq - 1 && since <= this.#lastSeq ? since + 1 : this.#firstSeq;
    return { items: this.#ring, missed: Math.max(0, oldest - known) };
  }

  /** Returns the way to stop listening. */
  subscribe(listener: (items: readonly Item<T>[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
