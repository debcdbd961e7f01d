import { expect, test } from 'vitest';
import { formatEventId, parseEventId } from '../../../src/mcp/streamable/event-id.ts';
import { EventLog } from '../../../src/mcp/streamable/event-log.ts';

const jsonsOf = (log: EventLog, stream: number, after = 0) => log.after(stream, after)?.map(({ json }) => json);

test('a stream is had again behind any of its events, and nothing of another stream with it', () => {
  const log = new EventLog({ maxEvents: 9, maxLength: 99 });
  const [one, two] = [log.open(), log.open()];
  for (const json of ['a', 'b', 'c']) log.add(one, json);
  log.add(two, 'x');
  expect(jsonsOf(log, one)).toEqual(['a', 'b', 'c']);
  expect(jsonsOf(log, one, 2)).toEqual(['c']);
  expect(jsonsOf(log, one, 3)).toEqual([]);
  expect(jsonsOf(log, one, 4)).toBeUndefined();
  expect(jsonsOf(log, 7)).toBeUndefined();
});

test('when there is no room, finished streams fall out first, then what streams said first; the newest event stays', () => {
  const log = new EventLog({ maxEvents: 3, maxLength: 10 });
  const [live, done, other] = [log.open(), log.open(), log.open()];
  log.add(live, 'l1');
  log.add(done, 'd1');
  log.finish(done);
  log.add(other, 'o1');
  log.add(live, 'l2');
  expect(jsonsOf(log, done)).toBeUndefined();
  expect(jsonsOf(log, live)).toEqual(['l1', 'l2']);
  log.add(other, 'o2');
  expect(jsonsOf(log, live)).toEqual(['l2']);
  log.add(other, 'x'.repeat(50));
  expect([jsonsOf(log, live), jsonsOf(log, other)]).toEqual([[], ['x'.repeat(50)]]);
  // A stream that ends while it holds the newest event can still be had, once.
  log.finish(other);
  expect(jsonsOf(log, other)).toHaveLength(1);
  log.add(live, 'l3');
  expect(jsonsOf(log, other)).toBeUndefined();
});

test('a stream that ends without a word, or is dropped, is not known any more', () => {
  const log = new EventLog({ maxEvents: 3, maxLength: 10 });
  const silent = log.open();
  log.finish(silent);
  expect(jsonsOf(log, silent)).toBeUndefined();
  const dropped = log.open();
  log.add(dropped, 'a');
  log.forget(dropped);
  expect(jsonsOf(log, dropped)).toBeUndefined();
});

test('an event id names its place, and nothing else is one', () => {
  expect(parseEventId(formatEventId(3, 14))).toEqual({ stream: 3, sequence: 14 });
  for (const bad of ['', '-', '1', '1-', '-1', 'a-1', '1-2-3', ' 1-2', '1-9999999999999999', '__proto__']) {
    expect(parseEventId(bad)).toBeUndefined();
  }
});
