import { getEventListeners } from 'node:events';
import type { ProcessEvent } from '@mcpm/domain';
import { describe, expect, test } from 'vitest';
import { EventBuffer } from '../../src/events/event-buffer.ts';
import { ProcessManager } from '../../src/index.ts';

const removed = (seq: number): ProcessEvent => ({ id: 'a', seq, at: '', runId: 1, type: 'removed' });
const output = (seq: number, length: number): ProcessEvent => {
  const text = 'x'.repeat(length);
  return { id: 'a', seq, at: '', runId: 1, type: 'output', stream: 'stdout', text };
};

/** Everything that waits, in few words: a seq, or how many were dropped. */
async function takeAll(buffer: EventBuffer): Promise<(number | string)[]> {
  const taken: (number | string)[] = [];
  buffer.push(removed(-1));
  for await (const event of buffer) {
    if (event.type !== 'dropped' && event.seq === -1) break;
    taken.push(event.type === 'dropped' ? `${event.count} dropped` : event.seq);
  }
  return taken;
}

describe('a buffer of events', () => {
  test('of a manager whose signal was aborted before has ended', async () => {
    const events = new ProcessManager().events({ signal: AbortSignal.abort() });
    expect(await events.next()).toEqual({ done: true, value: undefined });
  });

  test('P36: gives them in order, those that came before the reader and those it waited for', async () => {
    const buffer = new EventBuffer();
    buffer.push(removed(1));
    buffer.push(removed(2));
    const taken = [await buffer.next(), await buffer.next()];
    const waiting = [buffer.next(), buffer.next()];
    buffer.push(removed(3));
    buffer.push(removed(4));
    taken.push(...(await Promise.all(waiting)));
    expect(taken.map(({ value }) => (value as ProcessEvent).seq)).toEqual([1, 2, 3, 4]);
  });

  test('P36: gives up the oldest when it overflows, and tells how many stood in their place', async () => {
    const buffer = new EventBuffer({ limit: 3 });
    for (let seq = 1; seq <= 10; seq += 1) buffer.push(removed(seq));
    expect(buffer.size).toBe(3);
    const { value } = await buffer.next();
    expect(value).toEqual({ type: 'dropped', count: 7, at: expect.stringMatching(/^\d{4}-.*Z$/) });
    expect((await buffer.next()).value).toMatchObject({ seq: 8 });
    // The marker stands where the gap is: 9 is given up, and 10 follows.
    for (const seq of [11, 12]) buffer.push(removed(seq));
    expect(await takeAll(buffer)).toEqual(['2 dropped', 11, 12]);
  });

  test('P36: holds ten thousand events unless told otherwise', async () => {
    const buffer = new EventBuffer();
    for (let seq = 1; seq <= 25_000; seq += 1) buffer.push(removed(seq));
    expect(buffer.size).toBe(10_000);
    const all = await takeAll(buffer);
    expect(all[0]).toBe('15001 dropped');
    expect(all.slice(1)).toEqual(Array.from({ length: 9999 }, (_, index) => 15_002 + index));
  });

  test('P33: holds no more than its share of output, however few events that are', async () => {
    const buffer = new EventBuffer({ limitText: 100 });
    for (let seq = 1; seq <= 5; seq += 1) buffer.push(output(seq, 40));
    expect(buffer.size).toBe(2);
    buffer.push(output(6, 1000));
    expect(buffer.size).toBe(1);
    buffer.push(removed(7));
    expect(buffer.size).toBe(1);
    expect(await takeAll(buffer)).toEqual(['6 dropped', 7]);
    // What was taken counts no more.
    const next = new EventBuffer({ limitText: 100 });
    for (let seq = 1; seq <= 2000; seq += 1) {
      next.push(output(seq, 60));
      await next.next();
    }
    expect(next.size).toBe(0);
  });

  test('ends with its signal, also for who waits, and lets go of everything', async () => {
    const abort = new AbortController();
    let ends = 0;
    const buffer = new EventBuffer({ signal: abort.signal, onEnd: () => (ends += 1) });
    const waiting = buffer.next();
    abort.abort();
    expect(await waiting).toEqual({ done: true, value: undefined });
    buffer.push(removed(1));
    expect([buffer.size, ends]).toEqual([0, 1]);
    expect(await buffer.return()).toEqual({ done: true, value: undefined });
    expect(ends).toBe(1);
    expect(await new EventBuffer({ signal: abort.signal }).next()).toEqual({ done: true, value: undefined });
  });

  test('ends when its reader leaves the loop, and holds no listener of the signal any more', async () => {
    const { signal } = new AbortController();
    let ended = false;
    const buffer = new EventBuffer({ signal, onEnd: () => (ended = true) });
    buffer.push(removed(1));
    buffer.push(removed(2));
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    for await (const event of buffer) {
      expect(event).toMatchObject({ seq: 1 });
      break;
    }
    expect([ended, getEventListeners(signal, 'abort').length]).toEqual([true, 0]);
  });
});
