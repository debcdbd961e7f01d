// Owns the proof that followers get every line they want, in few calls, and cannot hurt each other.
import type { LogLine } from '@mcpm/domain';
import { eventually } from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { openBook, texts } from '../open-book.ts';

const line = (text: string, processId?: string) => ({
  category: 'system' as const,
  stream: 'system' as const,
  text,
  processId,
});

describe('a follower', () => {
  test('gets every line in order, in one call for what was said together', async () => {
    await using home = await openBook();
    const calls: (readonly LogLine[])[] = [];
    home.book.follow((lines) => calls.push(lines));
    for (let i = 0; i < 1000; i += 1) home.book.write(line(`${i}`));
    expect(calls).toHaveLength(0);
    await eventually(() => expect(calls).toHaveLength(1));
    expect(texts(calls.flat())).toEqual(Array.from({ length: 1000 }, (_, i) => `${i}`));
  });

  test('is called at most once in 100 ms while lines keep coming', async () => {
    await using home = await openBook();
    const calls: { readonly at: number; readonly count: number }[] = [];
    home.book.follow((lines) => calls.push({ at: performance.now(), count: lines.length }));
    let written = 0;
    const writing = setInterval(() => home.book.write(line(`${(written += 1)}`)), 5);
    await eventually(() => expect(calls.length).toBeGreaterThanOrEqual(4));
    clearInterval(writing);
    await eventually(() => expect(calls.reduce((sum, call) => sum + call.count, 0)).toBe(written));
    const gaps = calls.slice(1).map((call, index) => call.at - (calls[index]?.at ?? 0));
    // A timer may fire a millisecond early by the other clock.
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(98);
  });

  test('gets only what its filter wants', async () => {
    await using home = await openBook();
    const [byProcess, byText, byPattern]: [LogLine[], LogLine[], LogLine[]] = [[], [], []];
    home.book.follow((lines) => byProcess.push(...lines), { processId: 'a' });
    home.book.follow((lines) => byText.push(...lines), { q: 'TWO' });
    home.book.follow((lines) => byPattern.push(...lines), { q: '/^(one|three)$/', after: 1 });
    home.book.write(line('one', 'a'));
    home.book.write(line('two'));
    home.book.write(line('three', 'b'));
    await eventually(() =>
      expect([texts(byProcess), texts(byText), texts(byPattern)]).toEqual([['one'], ['two'], ['three']]),
    );
  });

  test('that throws hurts nobody, and hears of the next lines all the same', async () => {
    await using home = await openBook();
    const heard: string[] = [];
    home.book.follow((lines) => {
      heard.push(...texts(lines));
      throw new Error('A listener broke');
    });
    const other: string[] = [];
    home.book.follow((lines) => other.push(...texts(lines)));
    home.book.write(line('one'));
    await eventually(() => expect(other).toEqual(['one']));
    home.book.write(line('two'));
    await eventually(() =>
      expect([heard, other]).toEqual([
        ['one', 'two'],
        ['one', 'two'],
      ]),
    );
  });

  test('with a pattern that takes too long is told so and left alone', async () => {
    await using home = await openBook();
    const heard: LogLine[] = [];
    home.book.follow((lines) => heard.push(...lines), { q: '/^(a+)+$/' });
    home.book.write(line(`${'a'.repeat(60)}!`));
    await eventually(() => expect(texts(heard)).toEqual([expect.stringContaining('The following ends here')]));
  });

  test('that leaves hears no more; one that stays gets the last lines when the book closes', async () => {
    await using home = await openBook();
    const gone: string[] = [];
    const stays: string[] = [];
    const leave = home.book.follow((lines) => gone.push(...texts(lines)));
    home.book.follow((lines) => stays.push(...texts(lines)));
    home.book.write(line('one'));
    leave();
    await home.book.close();
    expect([gone, stays]).toEqual([[], ['one']]);
  });
});
