import { expect, it } from 'vitest';
import { TopicFeed } from '../../src/stream/topic-feed.ts';

function feedOf(count: number): TopicFeed<number> {
  const feed = new TopicFeed<number>({ startSeq: 1000, capacity: 10 });
  for (let value = 1; value <= count; value += 1) feed.publish([value]);
  return feed;
}

const seqs = (items: readonly { seq: number }[]): number[] => items.map(({ seq }) => seq);

it('what came after a place is replayed while the ring has it', () => {
  const feed = feedOf(12);
  expect(seqs(feed.replay(1010).items)).toEqual([1011, 1012]);
  expect(feed.replay(1002)).toMatchObject({ items: { length: 10 } });
  expect(feed.replay(1002).missed).toBeUndefined();
  expect(feed.replay(1012)).toEqual({ items: [] });
});

it('beyond the ring the number of the lost is told with what is left', () => {
  const replay = feedOf(15).replay(1002);
  expect(replay.missed).toBe(3);
  expect(seqs(replay.items)).toEqual([1006, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 1015]);
});

it('a place of another life, earlier or later, is never taken for one of this', () => {
  expect(feedOf(15).replay(3)).toMatchObject({ missed: 5, items: { length: 10 } });
  expect(feedOf(3).replay(9999)).toMatchObject({ missed: 0, items: { length: 3 } });
  expect(feedOf(0).replay(3)).toEqual({ missed: 0, items: [] });
});
