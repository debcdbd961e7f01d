// Owns topics that tell states: all there is first, then each thing's last state, gathered for a moment.
import { Coalescer } from './coalescer.ts';
import { TopicFeed, type Item } from './topic-feed.ts';
import type { Delivery, TopicSource, Wish } from './topic.ts';

/** Items remembered for readers that come back. */
const RING = 1000;
const GATHER_MS = 100;

/** What a state topic is made of. */
export interface StateTopicOptions<T> {
  /** Number before the first item. */
  readonly startSeq: number;
  /** The id of the thing an item is about. */
  readonly idOf: (data: T) => string;
  /** All there is; absent where only changes are told. */
  readonly snapshot?: () => Promise<readonly T[]>;
}

/** A topic of states. */
export class StateTopic<T> implements TopicSource {
  readonly #options: StateTopicOptions<T>;
  readonly #feed: TopicFeed<T>;
  readonly #coalescer: Coalescer<T>;

  constructor(options: StateTopicOptions<T>) {
    this.#options = options;
    this.#feed = new TopicFeed({ startSeq: options.startSeq, capacity: RING });
    this.#coalescer = new Coalescer({ delayMs: GATHER_MS, flush: (values) => this.#feed.publish(values) });
  }

  /** Takes a new state. */
  add(data: T): void {
    this.#coalescer.add(this.#options.idOf(data), data);
  }

  /** Ends what is under way. */
  close(): void {
    this.#coalescer.close();
  }

  async begin(wish: Wish): Promise<readonly Delivery[]> {
    const { snapshot } = this.#options;
    const replay = wish.since === undefined ? undefined : this.#feed.replay(wish.since);
    if (replay !== undefined && replay.missed === undefined) return this.#deliver(replay.items, wish);
    const gap = replay?.missed === undefined ? [] : [{ missed: replay.missed }];
    if (snapshot === undefined) return [...gap, ...this.#deliver(replay?.items ?? [], wish)];
    // Numbered before it is read: whatever changes meanwhile has a higher number and comes after.
    const seq = this.#feed.lastSeq;
    const items = (await snapshot()).map((data) => ({ seq, data }));
    return [...gap, { items: this.#select(items, wish), snapshot: true }];
  }

  follow(wish: Wish, listener: (items: readonly Item[]) => void): () => void {
    return this.#feed.subscribe((items) => {
      const selected = this.#select(items, wish);
      if (selected.length > 0) listener(selected);
    });
  }

  #deliver(items: readonly Item<T>[], wish: Wish): readonly Delivery[] {
    const selected = this.#select(items, wish);
    return selected.length === 0 ? [] : [{ items: selected }];
  }

  #select(items: readonly Item<T>[], { filter }: Wish): readonly Item<T>[] {
    if (filter.processId === undefined) return items;
    return items.filter(({ data }) => this.#options.idOf(data) === filter.processId);
  }
}
