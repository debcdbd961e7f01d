// Owns the math of series: many points become one, and points become steps.
import type { MetricPoint } from '@mcpm/domain';

const averaged = ['eventLoopDelayMs', 'connections', 'p50', 'p95', 'p99'] as const;
const summed = ['calls', 'errors'] as const;

/** The start of the step that a time lies in; both in milliseconds. Steps are counted from 1970, so equal queries give equal steps. */
export const stepOf = (time: number, step: number): number => Math.floor(time / step) * step;

/** One point for many (at least one): figures are averages over the points that have them, calls and errors are sums; what no point has is absent. */
export function rollUp(at: number, points: readonly MetricPoint[]): MetricPoint {
  const result: MetricPoint = {
    at: new Date(at).toISOString(),
    cpu: mean(points.map((point) => point.cpu)),
    memory: mean(points.map((point) => point.memory)),
  };
  for (const field of averaged) {
    const values = present(points, field);
    if (values.length > 0) result[field] = mean(values);
  }
  for (const field of summed) {
    const values = present(points, field);
    if (values.length > 0) result[field] = sum(values);
  }
  return result;
}

/** The points by step, oldest first. A step without points is left out: a gap is a gap. */
export function bySteps(points: readonly MetricPoint[], step: number): MetricPoint[] {
  const steps = Map.groupBy(points, (point) => stepOf(Date.parse(point.at), step));
  return [...steps].sort(([a], [b]) => a - b).map(([at, members]) => rollUp(at, members));
}

const present = (points: readonly MetricPoint[], field: keyof MetricPoint): number[] =>
  points.map((point) => point[field]).filter((value) => typeof value === 'number');

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]) => sum(values) / values.length;
