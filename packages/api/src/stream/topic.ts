// Owns what a topic is to a subscription: a beginning, then what follows, without a hole or a repetition between the two.
import type { StreamFilter } from '../contract/stream.ts';
import type { Item } from './topic-feed.ts';

/** What a subscription gets: items, or word of items that will not come. */
export type Delivery = { readonly items: readonly Item[]; readonly snapshot?: true } | { readonly missed: number };

/** What a subscription asks for. */
export interface Wish {
  readonly filter: StreamFilter;
  readonly since: number | undefined;
}

/** A topic that can be subscribed to. */
export interface TopicSource {
  /** What comes first. */
  begin(wish: Wish): Promise<readonly Delivery[]>;
  /** What comes from now on; returns the way to stop. */
  follow(wish: Wish, listener: (items: readonly Item[]) => void): () => void;
}

/** Items held back while the beginning is read. */
const HELD_MAX = 10_000;

/** Subscribes; `fail` hears of a beginning that could not be read, which ends it too. Returns the way to end it. */
export function openSubscription(
  source: TopicSource,
  wish: Wish,
  out: { readonly deliver: (delivery: Delivery) => void; readonly fail: (error: unknown) => void },
): () => void {
  let held: Item[] | undefined = [];
  let missed = 0;
  let open = true;
  const unfollow = source.follow(wish, (items) => {
    if (held === undefined) out.deliver({ items });
    else if (held.length + items.length <= HELD_MAX) held.push(...items);
    else missed += items.length;
  });
  const begin = async (): Promise<void> => {
    const deliveries = await source.begin(wish);
    if (!open) return;
    for (const delivery of deliveries) out.deliver(delivery);
    const last = Math.max(-1, ...deliveries.flatMap(lastSeqOf));
    const later = (held ?? []).filter(({ seq }) => seq > last);
    held = undefined;
    if (later.length > 0) out.deliver({ items: later });
    if (missed > 0) out.deliver({ missed });
  };
  const end = (): void => {
    open = false;
    unfollow();
  };
  begin().catch((error: unknown) => {
    end();
    out.fail(error);
  });
  return end;
}

function lastSeqOf(delivery: Delivery): number[] {
  const last = 'items' in delivery ? delivery.items.at(-1) : undefined;
  return last === undefined ? [] : [last.seq];
}
