import { expect, test } from 'vitest';
import { CallStatistics } from '../../src/tools/call-statistics.ts';

test('calls and errors are counted, durations only of calls that reached for the upstream', () => {
  const statistics = new CallStatistics();
  expect(statistics.figures()).toEqual({ calls: 0, errors: 0 });
  statistics.record({ failed: true, upstreamMs: undefined });
  expect(statistics.figures()).toEqual({ calls: 1, errors: 1 });
  for (let ms = 1; ms <= 100; ms += 1) statistics.record({ failed: false, upstreamMs: ms });
  expect(statistics.figures()).toEqual({ calls: 101, errors: 1, latency: { p50: 50, p95: 95, p99: 99 } });
});

test('only the last 512 durations count', () => {
  const statistics = new CallStatistics();
  for (let call = 0; call < 1_000; call += 1) statistics.record({ failed: false, upstreamMs: call < 488 ? 1_000 : 2 });
  expect(statistics.figures().latency).toEqual({ p50: 2, p95: 2, p99: 2 });
});
