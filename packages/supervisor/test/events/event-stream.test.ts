import { once } from 'node:events';
import type { ProcessEvent } from '@mcpm/domain';
import { eventually } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { EventStream } from '../../src/events/event-stream.ts';

const removed = (seq: number): ProcessEvent => ({ id: 'a', seq, at: '', runId: 1, type: 'removed' });

test('P36: a listener that answers every event with another one holds up nobody for ever, and is served in order', async () => {
  const stream = new EventStream();
  const heard: number[] = [];
  const last = 35_000;
  stream.subscribe(({ seq }) => {
    heard.push(seq);
    if (seq < last) stream.emit(removed(seq + 1));
  }, []);
  let turns = 0;
  const turn = () => {
    turns += 1;
    if (heard.at(-1) !== last) setImmediate(turn);
  };
  setImmediate(turn);
  stream.emit(removed(1));
  expect(heard.length).toBeLessThan(last);
  await eventually(() => expect(heard.at(-1)).toBe(last));
  expect(heard).toEqual(Array.from({ length: last }, (_, index) => index + 1));
  expect(turns).toBeGreaterThan(1);
});

test('P36: a listener that makes more events than it takes loses the oldest, and their number is said', async () => {
  const stream = new EventStream();
  const warned = once(process, 'warning') as Promise<[Error]>;
  const heard: number[] = [];
  stream.subscribe(({ seq }) => {
    heard.push(seq);
    if (seq === 0) for (let next = 1; next <= 12_000; next += 1) stream.emit(removed(next));
  }, []);
  stream.emit(removed(0));
  await eventually(() => expect(heard.at(-1)).toBe(12_000));
  expect(heard).toEqual([0, ...Array.from({ length: 10_000 }, (_, index) => 2001 + index)]);
  expect((await warned)[0].message).toMatch(/^2000 events were dropped/);
});

test('P36: a listener that blocks delays the others, and changes nothing of their order', () => {
  const stream = new EventStream();
  const heard: number[] = [];
  stream.subscribe(() => {
    const until = performance.now() + 5;
    while (performance.now() < until);
  }, []);
  stream.subscribe(({ seq }) => heard.push(seq), [removed(0)]);
  for (let seq = 1; seq <= 10; seq += 1) stream.emit(removed(seq));
  expect(heard).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});
