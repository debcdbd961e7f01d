// Owns what was measured of one process: the newest samples as they are, and the minutes that wait to be written.
import type { MetricPoint, ProcessMetrics } from '@mcpm/domain';
import { countSince, type Totals } from './call-counter.ts';
import { rollUp, stepOf } from './rollup.ts';

/** Milliseconds of a minute. */
const MINUTE = 60_000;

/** Minutes that wait for a store that refuses them; the oldest are given up beyond. */
const WAITING_MINUTES = 24 * 60;

/** The samples of one process. */
export class ProcessSeries {
  readonly #rawSamples: number;
  readonly #raw: MetricPoint[] = [];
  /** Points of each minute not written yet, by its start. */
  readonly #minutes = new Map<number, MetricPoint[]>();
  /** Minutes on their way to the store; they count as not written until it is done. */
  #leaving: readonly MetricPoint[] = [];
  #totals: Totals | undefined;
  /** Whether raw points were given up for newer ones. */
  #overflowed = false;
  /** Minutes before this one are written. */
  #writtenUntil = -Infinity;
  #latest: ProcessMetrics | undefined;
  /** All calls and errors seen, over all runs. */
  readonly seen = { calls: 0, errors: 0 };

  constructor(rawSamples: number) {
    this.#rawSamples = rawSamples;
  }

  /** The newest sample. */
  get latest(): ProcessMetrics | undefined {
    return this.#latest;
  }

  /** Adds a sample. */
  record(sample: ProcessMetrics): void {
    const { counted, totals } = countSince(this.#totals, sample);
    this.#totals = totals;
    this.#latest = sample;
    this.seen.calls += counted.calls ?? 0;
    this.seen.errors += counted.errors ?? 0;
    const { at, cpu, memory, eventLoopDelayMs, connections, p50, p95, p99 } = sample;
    const optional = { eventLoopDelayMs, connections, p50, p95, p99 };
    const point: MetricPoint = { at, cpu, memory, ...counted };
    for (const [field, value] of Object.entries(optional))
      if (value !== undefined) Object.assign(point, { [field]: value });
    this.#keepRaw(point);
    // A sample that comes late counts into the first minute that can still be written, so no call is lost.
    const minute = Math.max(stepOf(Date.parse(at), MINUTE), this.#writtenUntil);
    const points = this.#minutes.get(minute);
    if (points === undefined) this.#minutes.set(minute, [point]);
    else points.push(point);
    this.#dropOldest();
  }

  /** Takes the minutes that ended before `now`, to be written; `written` or `putBack` must follow. */
  takeFinished(now: number): MetricPoint[] {
    const end = stepOf(now, MINUTE);
    const finished = this.#finished(end);
    for (const point of finished) this.#minutes.delete(Date.parse(point.at));
    this.#writtenUntil = Math.max(this.#writtenUntil, end);
    this.#leaving = finished;
    return finished;
  }

  /** The minutes taken are in the store now. */
  written(): void {
    this.#leaving = [];
  }

  /** The minutes taken could not be written and wait again. */
  putBack(): void {
    for (const point of this.#leaving) this.#minutes.set(Date.parse(point.at), [point]);
    this.#leaving = [];
    this.#dropOldest();
  }

  /**
   * The raw points from a time on, and where they begin: before `rawFrom` the minutes tell. That is the minute of the first raw point, or the
   * next one when raw points of that minute are gone already.
   */
  since(from: number): { readonly rawFrom: number; readonly raw: readonly MetricPoint[] } {
    const first = this.#raw[0];
    if (first === undefined) return { rawFrom: Infinity, raw: [] };
    const firstAt = Date.parse(first.at);
    const rawFrom = this.#overflowed ? stepOf(firstAt + MINUTE - 1, MINUTE) : stepOf(firstAt, MINUTE);
    const start = Math.max(from, rawFrom);
    return { rawFrom, raw: this.#raw.filter((point) => Date.parse(point.at) >= start) };
  }

  /** Minutes between two times that are not in the store yet; the end is exclusive. */
  waiting(from: number, to: number): MetricPoint[] {
    const isAsked = ({ at }: MetricPoint) => Date.parse(at) >= from && Date.parse(at) < to;
    return [...this.#leaving, ...this.#finished(to)].filter(isAsked);
  }

  #finished(end: number): MetricPoint[] {
    return [...this.#minutes]
      .filter(([minute]) => minute < end)
      .sort(([a], [b]) => a - b)
      .map(([minute, points]) => rollUp(minute, points));
  }

  #keepRaw(point: MetricPoint): void {
    this.#raw.push(point);
    if (this.#raw.length <= this.#rawSamples) return;
    this.#raw.shift();
    this.#overflowed = true;
  }

  #dropOldest(): void {
    if (this.#minutes.size <= WAITING_MINUTES) return;
    this.#minutes.delete(Math.min(...this.#minutes.keys()));
  }
}
