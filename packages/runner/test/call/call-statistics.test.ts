import { LATENCY_BUCKETS_MS, LISTED_TOOLS, OTHER_TOOLS } from '@mcpm/domain';
import { expect, test } from 'vitest';
import { CallStatistics } from '../../src/call/call-statistics.ts';

test('calls and errors are counted, and the durations of requests to the upstream', () => {
  const statistics = new CallStatistics();
  expect(statistics.figures()).toEqual({ calls: 0, errors: 0 });
  statistics.recordCall('listPets', true, 1);
  expect(statistics.figures()).toMatchObject({ calls: 1, errors: 1 });
  expect(statistics.figures()).not.toHaveProperty('latency');
  for (let ms = 1; ms <= 100; ms += 1) statistics.recordUpstream(ms);
  expect(statistics.figures().latency).toEqual({ p50: 50, p95: 95, p99: 99 });
});

test('only the last 512 durations count', () => {
  const statistics = new CallStatistics();
  for (let request = 0; request < 1_000; request += 1) statistics.recordUpstream(request < 488 ? 1_000 : 2);
  expect(statistics.figures().latency).toEqual({ p50: 2, p95: 2, p99: 2 });
});

test('R47: each tool has its calls, its errors and a histogram, of which a bound belongs to its bucket', () => {
  const statistics = new CallStatistics();
  statistics.recordCall('getPet', false, 5);
  statistics.recordCall('getPet', true, 5.1);
  statistics.recordCall('getPet', false, 60_000);
  statistics.recordCall('listPets', false, 0);
  const buckets = (...counts: readonly (readonly [place: number, count: number])[]) =>
    Array.from({ length: LATENCY_BUCKETS_MS.length + 1 }, (_, place) => new Map(counts).get(place) ?? 0);
  expect(statistics.figures().tools).toEqual([
    { tool: 'getPet', calls: 3, errors: 1, totalMs: 60_010.1, buckets: buckets([0, 1], [1, 1], [12, 1]) },
    { tool: 'listPets', calls: 1, errors: 0, totalMs: 0, buckets: buckets([0, 1]) },
  ]);
});

test('the hundred tools called first have figures of their own, the others share some', () => {
  const statistics = new CallStatistics();
  for (let tool = 0; tool < 150; tool += 1) statistics.recordCall(`tool${tool}`, tool >= 140, 1);
  const tools = statistics.figures().tools ?? [];
  expect(tools).toHaveLength(LISTED_TOOLS + 1);
  expect(tools.at(-1)).toMatchObject({ tool: OTHER_TOOLS, calls: 50, errors: 10 });
  expect(statistics.figures()).toMatchObject({ calls: 150, errors: 10 });
});
