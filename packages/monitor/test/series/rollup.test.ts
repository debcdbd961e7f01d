// Owns the tables of rollup math.
import type { MetricPoint } from '@mcpm/domain';
import { describe, expect, test } from 'vitest';
import { bySteps, rollUp, stepOf } from '../../src/series/rollup.ts';
import { after, NOON } from '../samples.ts';

const point = (seconds: number, figures: Partial<MetricPoint> = {}): MetricPoint => ({
  at: after(seconds),
  cpu: 0,
  memory: 0,
  ...figures,
});

describe('rolling up', () => {
  test('averages figures and sums calls and errors', () => {
    const points = [
      point(0, { cpu: 10, memory: 100, connections: 1, calls: 3, errors: 0, p95: 20, eventLoopDelayMs: 2 }),
      point(10, { cpu: 30, memory: 300, connections: 3, calls: 4, errors: 1, p95: 40, eventLoopDelayMs: 4 }),
    ];
    expect(rollUp(NOON, points)).toEqual({
      at: after(0),
      cpu: 20,
      memory: 200,
      connections: 2,
      calls: 7,
      errors: 1,
      p95: 30,
      eventLoopDelayMs: 3,
    });
  });

  test('averages only over the points that have the figure, and leaves out what none has', () => {
    expect(rollUp(NOON, [point(0, { p50: 8 }), point(10, { calls: 2 })])).toEqual({
      at: after(0),
      cpu: 0,
      memory: 0,
      p50: 8,
      calls: 2,
    });
  });

  test('of one point gives the same point', () => {
    const one = point(0, { cpu: 1.5, memory: 7, calls: 0, errors: 0, p50: 1, p95: 2, p99: 3 });
    expect(rollUp(NOON, [one])).toEqual(one);
  });
});

describe('steps', () => {
  test.each([
    [0, 0],
    [9.999, 0],
    [10, 10],
    [119, 110],
  ])('the second %d lies in the step of 10 s that begins at %d', (seconds, start) => {
    expect(stepOf(NOON + seconds * 1000, 10_000)).toBe(NOON + start * 1000);
  });

  test('come in order whatever the order of points, and a gap stays a gap', () => {
    const points = [point(65, { calls: 4 }), point(3, { calls: 1 }), point(9, { calls: 2 }), point(31, { calls: 3 })];
    expect(bySteps(points, 10_000).map(({ at, calls }) => [at, calls])).toEqual([
      [after(0), 3],
      [after(30), 3],
      [after(60), 4],
    ]);
  });

  test.each([1, 7, 10, 60, 3600])('of %d s neither lose nor invent a call', (seconds) => {
    const points = Array.from({ length: 500 }, (_, i) => point((i * 37) % 997, { calls: i % 5, errors: i % 3 }));
    const total = (list: readonly MetricPoint[], field: 'calls' | 'errors') =>
      list.reduce((sum, each) => sum + (each[field] ?? 0), 0);
    const steps = bySteps(points, seconds * 1000);
    expect([total(steps, 'calls'), total(steps, 'errors')]).toEqual([total(points, 'calls'), total(points, 'errors')]);
    expect(new Set(steps.map((step) => step.at)).size).toBe(steps.length);
  });
});
