import { describe, expect, test } from 'vitest';
import { FakeClock } from '../src/index.ts';

interface Clock {
  now(): number;
  setTimeout(fire: () => void, milliseconds: number): unknown;
  clearTimeout(handle: unknown): void;
}

describe('FakeClock', () => {
  test('nothing fires before its time, and each timer once', () => {
    const clock = new FakeClock();
    const fired: number[] = [];
    clock.setTimeout(() => fired.push(clock.now()), 100);
    clock.advance(99);
    expect(fired).toEqual([]);
    clock.advance(1);
    clock.advance(1000);
    expect(fired).toEqual([100]);
  });

  test('timers fire by due time, and in the order they were set when that is equal', () => {
    const clock = new FakeClock(5000);
    const fired: string[] = [];
    clock.setTimeout(() => fired.push('late'), 30);
    clock.setTimeout(() => fired.push('first of two'), 20);
    clock.setTimeout(() => fired.push('second of two'), 20);
    clock.setTimeout(() => fired.push('at once'), -1);
    clock.advance(30);
    expect(fired).toEqual(['at once', 'first of two', 'second of two', 'late']);
    expect(clock.now()).toBe(5030);
  });

  test('a timer set while another fires belongs to the same advance when it is due', () => {
    const clock = new FakeClock();
    const fired: number[] = [];
    const tick = () => {
      fired.push(clock.now());
      clock.setTimeout(tick, 10);
    };
    clock.setTimeout(tick, 10);
    clock.advance(35);
    expect(fired).toEqual([10, 20, 30]);
    expect(clock.pending).toBe(1);
  });

  test('a cleared timer never fires, and an unknown handle is ignored', () => {
    const clock = new FakeClock();
    const injected: Clock = clock;
    const handle = injected.setTimeout(() => expect.unreachable('it was cleared'), 10);
    injected.clearTimeout(handle);
    injected.clearTimeout(undefined);
    clock.advance(20);
    expect(clock.pending).toBe(0);
  });

  test('time does not run backwards', () => {
    expect(() => new FakeClock().advance(-1)).toThrow(RangeError);
  });
});
