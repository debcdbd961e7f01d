// Owns what was measured of every process: takes samples, answers with series, writes minutes, shows Prometheus text.
import type { MetricPoint, MetricQuery, ProcessMetrics, ToolFigures } from '@mcpm/domain';
import { parseDuration } from './duration.ts';
import { MetricsPage } from './prometheus/metrics-page.ts';
import { serverRows, type ServerState } from './prometheus/server-rows.ts';
import { toolRows } from './prometheus/tool-rows.ts';
import type { RollupStore } from './rollup-store.ts';
import { ProcessSeries } from './series/process-series.ts';
import { bySteps, stepOf } from './series/rollup.ts';
import { ToolCounter } from './series/tool-counter.ts';

/** Milliseconds after which a sample says nothing of now any more. */
const STALE = 60_000;

/** Where minutes are kept, and how much is kept in memory. */
export interface MonitorOptions {
  readonly rollups: RollupStore;
  /** Milliseconds since 1970; default the system clock. */
  readonly now?: () => number;
  /** Samples kept as they are for each process; default 360, one hour at 10 s. */
  readonly rawSamples?: number;
}

/** The monitor. It has no timer: whoever owns it records samples and flushes each minute. */
export class Monitor {
  readonly #rollups: RollupStore;
  readonly #now: () => number;
  readonly #rawSamples: number;
  readonly #processes = new Map<string, ProcessSeries>();
  readonly #tools = new Map<string, ToolCounter>();
  readonly #page = new MetricsPage();
  #servers: readonly ServerState[] = [];
  #flushed: Promise<void> = Promise.resolve();

  constructor({ rollups, now = Date.now, rawSamples = 360 }: MonitorOptions) {
    this.#rollups = rollups;
    this.#now = now;
    this.#rawSamples = rawSamples;
  }

  /** Adds a sample. Its `calls` and `errors` are totals of the run; what they grew by is counted. */
  record(sample: ProcessMetrics): void {
    let series = this.#processes.get(sample.id);
    if (series === undefined) {
      series = new ProcessSeries(this.#rawSamples);
      this.#processes.set(sample.id, series);
    }
    series.record(sample);
  }

  /** Takes in what a run of a process told of its tools last: totals of that run. */
  recordTools(id: string, runId: number, tools: readonly ToolFigures[]): void {
    let counter = this.#tools.get(id);
    if (counter === undefined) {
      counter = new ToolCounter();
      this.#tools.set(id, counter);
    }
    counter.record(runId, tools);
  }

  /** The newest sample of a process. */
  latest(id: string): ProcessMetrics | undefined {
    return this.#processes.get(id)?.latest;
  }

  /**
   * The series of a process, oldest first: raw samples as far back as they reach, minutes before. Steps without a sample are left out. Throws
   * `validation_failed` with the pointer `/range` or `/step` for what is no duration; rejects when the store does.
   */
  async series(id: string, query: MetricQuery): Promise<MetricPoint[]> {
    const step = parseDuration(query.step, '/step');
    const now = this.#now();
    const from = stepOf(now - parseDuration(query.range, '/range'), step);
    const process = this.#processes.get(id);
    const { rawFrom, raw } = process?.since(from) ?? { rawFrom: Infinity, raw: [] };
    const until = Math.min(rawFrom, now + 1);
    if (until <= from) return bySteps(raw, step);
    const waiting = process?.waiting(from, until) ?? [];
    const written = await this.#rollups.range(id, new Date(from).toISOString(), new Date(until).toISOString());
    // A minute may have reached the store since it was seen waiting; it counts once.
    const minutes = new Map([...written, ...waiting].map((point) => [point.at, point]));
    return bySteps([...minutes.values(), ...raw], step);
  }

  /** Writes the minutes that ended. What the store refuses is kept for the next time, and its error is passed on. */
  flush(): Promise<void> {
    const flushed = this.#flushed
      .catch(() => {
        // The former flush told its caller; this one tries again.
      })
      .then(() => this.#write());
    this.#flushed = flushed;
    return flushed;
  }

  /** Forgets a process with all its samples; what was written stays in the store. */
  forget(id: string): void {
    this.#processes.delete(id);
    this.#tools.delete(id);
  }

  /** Says which servers there are; each call replaces the former. */
  setServers(states: readonly ServerState[]): void {
    this.#servers = states;
  }

  /** Everything known now in the text format of Prometheus. */
  prometheus(): Promise<string> {
    const oldest = this.#now() - STALE;
    const processes = [...this.#processes].map(([id, { latest, seen }]) => ({
      id,
      sample: latest !== undefined && Date.parse(latest.at) >= oldest ? latest : undefined,
      ...seen,
    }));
    const nameOf = new Map(this.#servers.map(({ id, name }) => [id ?? name, name]));
    const tools = [...this.#tools].map(([id, counter]) => ({ server: nameOf.get(id) ?? id, tools: counter.figures() }));
    return this.#page.render(this.#servers, serverRows(this.#servers, processes), toolRows(tools));
  }

  /** Content type of that text. */
  get contentType(): string {
    return this.#page.contentType;
  }

  async #write(): Promise<void> {
    const now = this.#now();
    const taken = [...this.#processes].map(([serverId, series]) => ({
      serverId,
      series,
      points: series.takeFinished(now),
    }));
    const rows = taken.flatMap(({ serverId, points }) => points.map((point) => ({ serverId, point })));
    if (rows.length === 0) return;
    try {
      await this.#rollups.append(rows);
    } catch (error) {
      for (const { series } of taken) series.putBack();
      throw error;
    }
    for (const { series } of taken) series.written();
  }
}
