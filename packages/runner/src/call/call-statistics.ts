// Owns the figures of the tool calls of this process: how many, how many failed, how long the upstream took.
import type { Latency } from '@mcpm/domain';

/** The figures so far. */
export interface CallFigures {
  readonly calls: number;
  readonly errors: number;
  /** Absent before the first upstream answer. */
  readonly latency?: Latency;
}

/** Upstream calls whose duration is remembered. */
const WINDOW = 512;

/** Counts calls, and remembers the durations of the last 512 that reached for the upstream. */
export class CallStatistics {
  readonly #durations: number[] = [];
  #next = 0;
  #calls = 0;
  #errors = 0;

  /** Counts one finished call; `upstreamMs` when it reached for the upstream. */
  record(call: { readonly failed: boolean; readonly upstreamMs: number | undefined }): void {
    this.#calls += 1;
    if (call.failed) this.#errors += 1;
    if (call.upstreamMs === undefined) return;
    this.#durations[this.#next] = call.upstreamMs;
    this.#next = (this.#next + 1) % WINDOW;
  }

  figures(): CallFigures {
    const counts = { calls: this.#calls, errors: this.#errors };
    if (this.#durations.length === 0) return counts;
    const sorted = this.#durations.toSorted((left, right) => left - right);
    return {
      ...counts,
      latency: { p50: percentile(sorted, 0.5), p95: percentile(sorted, 0.95), p99: percentile(sorted, 0.99) },
    };
  }
}

/** Nearest-rank percentile of ascending values, rounded to a tenth of a millisecond. */
function percentile(sorted: readonly number[], rank: number): number {
  const value = sorted[Math.max(0, Math.ceil(rank * sorted.length) - 1)] ?? 0;
  return Math.round(value * 10) / 10;
}
