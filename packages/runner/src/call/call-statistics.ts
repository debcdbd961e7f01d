// Owns the figures of the tool calls of this process: how many, how many failed, how long they took, in all and by tool.
import { LATENCY_BUCKETS_MS, LISTED_TOOLS, OTHER_TOOLS, type Latency, type ToolFigures } from '@mcpm/domain';

/** The figures so far. */
export interface CallFigures {
  readonly calls: number;
  readonly errors: number;
  /** Of the upstream; absent before its first answer. */
  readonly latency?: Latency;
  /** By tool, in the order of their first calls; absent before the first. */
  readonly tools?: ToolFigures[];
}

/** Upstream requests whose duration is remembered. */
const WINDOW = 512;

interface ToolCounts {
  calls: number;
  errors: number;
  totalMs: number;
  readonly buckets: Uint32Array;
}

/**
 * Counts calls, and remembers the durations of the last 512 requests to the upstream. The hundred tools that are called first have figures of their own,
 * the others share some: so no figure ever goes back, and no list of tools is too long.
 */
export class CallStatistics {
  readonly #durations = new Float64Array(WINDOW);
  readonly #tools = new Map<string, ToolCounts>();
  #requests = 0;
  #calls = 0;
  #errors = 0;

  /** Counts one finished call. */
  recordCall(tool: string, failed: boolean, durationMs: number): void {
    this.#calls += 1;
    const counts = this.#tools.get(tool) ?? this.#open(tool);
    counts.calls += 1;
    counts.totalMs += durationMs;
    counts.buckets[bucketOf(durationMs)]! += 1;
    if (!failed) return;
    this.#errors += 1;
    counts.errors += 1;
  }

  /** Remembers what one request to the upstream took. */
  recordUpstream(durationMs: number): void {
    this.#durations[this.#requests % WINDOW] = durationMs;
    this.#requests += 1;
  }

  figures(): CallFigures {
    const latency = this.#latency();
    return {
      calls: this.#calls,
      errors: this.#errors,
      ...(latency && { latency }),
      ...(this.#tools.size > 0 && { tools: [...this.#tools].map(toFigures) }),
    };
  }

  #latency(): Latency | undefined {
    const known = Math.min(this.#requests, WINDOW);
    if (known === 0) return undefined;
    const sorted = this.#durations.slice(0, known).sort();
    return { p50: percentile(sorted, 0.5), p95: percentile(sorted, 0.95), p99: percentile(sorted, 0.99) };
  }

  #open(tool: string): ToolCounts {
    const name = this.#tools.size < LISTED_TOOLS ? tool : OTHER_TOOLS;
    const known = this.#tools.get(name);
    if (known !== undefined) return known;
    const counts = { calls: 0, errors: 0, totalMs: 0, buckets: new Uint32Array(LATENCY_BUCKETS_MS.length + 1) };
    this.#tools.set(name, counts);
    return counts;
  }
}

function bucketOf(durationMs: number): number {
  let place = 0;
  // Faster than a search by halves for so few bounds, of which the first are the usual ones.
  for (const bound of LATENCY_BUCKETS_MS) {
    if (durationMs <= bound) return place;
    place += 1;
  }
  return place;
}

function toFigures([tool, { calls, errors, totalMs, buckets }]: readonly [string, ToolCounts]): ToolFigures {
  return { tool, calls, errors, totalMs: tenth(totalMs), buckets: [...buckets] };
}

/** Nearest-rank percentile of ascending values, rounded to a tenth of a millisecond. */
function percentile(sorted: Float64Array, rank: number): number {
  return tenth(sorted[Math.max(0, Math.ceil(rank * sorted.length) - 1)] ?? 0);
}

const tenth = (value: number) => Math.round(value * 10) / 10;
