// Owns the proof that samples become series and minutes over time, with a clock that is moved by hand.
import type { MetricPoint } from '@mcpm/domain';
import { Monitor } from '@mcpm/monitor';
import { FakeClock } from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { after, MemoryRollups, NOON, sample } from './samples.ts';

function setUp(rawSamples?: number) {
  const clock = new FakeClock(NOON);
  const rollups = new MemoryRollups();
  const monitor = new Monitor({ rollups, now: clock.now, ...(rawSamples !== undefined && { rawSamples }) });
  /** Samples each 10 s, one call more each time; flushes each minute. */
  const run = async (seconds: number, figures: (second: number) => Parameters<typeof sample>[1] = () => ({})) => {
    const begin = (clock.now() - NOON) / 1000;
    for (let second = begin; second < begin + seconds; second += 10) {
      monitor.record(sample(second, { calls: second / 10 + 1, ...figures(second) }));
      clock.advance(10_000);
      if ((second + 10) % 60 === 0) await monitor.flush();
    }
  };
  return { clock, rollups, monitor, run };
}

const calls = (points: readonly MetricPoint[]) => points.reduce((sum, point) => sum + (point.calls ?? 0), 0);

describe('a minute', () => {
  test('is written once, when it is over', async () => {
    const { clock, rollups, monitor } = setUp();
    for (let second = 0; second < 60; second += 10) {
      clock.advance(second === 0 ? 0 : 10_000);
      monitor.record(
        sample(second, { cpu: second, memory: 1000 + second, calls: 2 * (second / 10 + 1), errors: 1, p95: 40 }),
      );
      await monitor.flush();
    }
    expect(rollups.rows).toEqual([]);
    clock.advance(10_000);
    monitor.record(sample(60, { calls: 13, errors: 1 }));
    await Promise.all([monitor.flush(), monitor.flush()]);
    await monitor.flush();
    expect(rollups.rows).toEqual([
      { serverId: 'pets', point: { at: after(0), cpu: 25, memory: 1025, calls: 12, errors: 1, p95: 40 } },
    ]);
  });

  test('that the store refuses is written the next time, and its error is passed on', async () => {
    const { rollups, monitor, clock } = setUp();
    monitor.record(sample(0, { calls: 1 }));
    clock.advance(60_000);
    rollups.refuses = true;
    await expect(monitor.flush()).rejects.toThrow('The store is full');
    monitor.record(sample(60, { calls: 3 }));
    clock.advance(60_000);
    rollups.refuses = false;
    await monitor.flush();
    expect(rollups.rows.map(({ point }) => [point.at, point.calls])).toEqual([
      [after(0), 1],
      [after(60), 2],
    ]);
  });

  test('takes a sample that comes too late for the minute before', async () => {
    const { rollups, monitor, clock } = setUp();
    monitor.record(sample(50, { calls: 1 }));
    clock.advance(60_000);
    await monitor.flush();
    monitor.record(sample(59, { calls: 4 }));
    clock.advance(60_000);
    await monitor.flush();
    expect(rollups.rows.map(({ point }) => [point.at, point.calls])).toEqual([
      [after(0), 1],
      [after(60), 3],
    ]);
  });
});

describe('a series', () => {
  test('shows raw samples by step', async () => {
    const { monitor, run } = setUp();
    await run(120, (second) => ({ cpu: second }));
    expect(await monitor.series('pets', { range: '1m', step: '30s' })).toEqual([
      { at: after(60), cpu: 70, memory: 1000, calls: 3 },
      { at: after(90), cpu: 100, memory: 1000, calls: 3 },
    ]);
    expect(await monitor.series('pets', { range: '15m', step: '10s' })).toHaveLength(12);
    expect(await monitor.series('unknown', { range: '15m', step: '10s' })).toEqual([]);
  });

  test('shows minutes from the store before the raw samples, and every call once', async () => {
    const { monitor, run } = setUp(30);
    await run(3600);
    for (const step of ['10s', '1m', '7m', '1h', '1d'])
      expect(calls(await monitor.series('pets', { range: '2h', step }))).toBe(360);
    const points = await monitor.series('pets', { range: '2h', step: '10s' });
    // 55 minutes, then 30 raw samples.
    expect(points.map((point) => point.calls)).toEqual([...Array<number>(55).fill(6), ...Array<number>(30).fill(1)]);
  });

  test('shows every call once when raw samples begin within a minute', async () => {
    const { monitor, run, clock } = setUp(27);
    clock.advance(30_000);
    await run(1230);
    expect(calls(await monitor.series('pets', { range: '1h', step: '1m' }))).toBe(4 + 122);
  });

  test('goes on before and after a restart of the manager', async () => {
    const { rollups, run, clock } = setUp();
    await run(300);
    clock.advance(20_000);
    const monitor = new Monitor({ rollups, now: clock.now });
    monitor.record(sample(320, { calls: 2 }));
    expect((await monitor.series('pets', { range: '1h', step: '1m' })).map((point) => [point.at, point.calls])).toEqual(
      [
        [after(0), 6],
        [after(60), 6],
        [after(120), 6],
        [after(180), 6],
        [after(240), 6],
        [after(300), 2],
      ],
    );
  });

  test('shows minutes that the store has not taken yet, also while it takes them', async () => {
    const { monitor, run, rollups, clock } = setUp(6);
    await run(60);
    rollups.refuses = true;
    for (let second = 60; second < 300; second += 10) monitor.record(sample(second, { calls: second / 10 + 1 }));
    clock.advance(240_000);
    await expect(monitor.flush()).rejects.toThrow('The store is full');
    expect(calls(await monitor.series('pets', { range: '1h', step: '1m' }))).toBe(30);
    rollups.refuses = false;
    const flushed = monitor.flush();
    expect(calls(await monitor.series('pets', { range: '1h', step: '1m' }))).toBe(30);
    await flushed;
    expect(calls(await monitor.series('pets', { range: '1h', step: '1m' }))).toBe(30);
  });

  test('counts the calls of a new run from 0', async () => {
    const { monitor, run } = setUp();
    await run(60);
    await run(60, (second) => ({ runId: 2, calls: second / 10 - 5 }));
    expect((await monitor.series('pets', { range: '5m', step: '1m' })).map((point) => point.calls)).toEqual([6, 6]);
  });

  test.each([
    [{ range: '0m', step: '10s' }, '/range'],
    [{ range: '15m', step: '0s' }, '/step'],
  ])('for %j is refused and names %s', async (query, pointer) => {
    await expect(setUp().monitor.series('pets', query)).rejects.toMatchObject({
      code: 'validation_failed',
      faults: [{ pointer }],
    });
  });
});

describe('a process', () => {
  test('has its newest sample until it is forgotten', async () => {
    const { monitor, run, rollups, clock } = setUp();
    await run(30);
    expect(monitor.latest('pets')).toEqual(sample(20, { calls: 3 }));
    monitor.forget('pets');
    expect(monitor.latest('pets')).toBeUndefined();
    clock.advance(60_000);
    await monitor.flush();
    expect(rollups.rows).toEqual([]);
  });
});
