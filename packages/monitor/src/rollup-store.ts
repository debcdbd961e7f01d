// Owns what the monitor needs of a store, in its own words.
import type { MetricPoint } from '@mcpm/domain';

/** One minute of one server; `point.at` is the start of the minute. */
export interface RollupRow {
  readonly serverId: string;
  readonly point: MetricPoint;
}

/** Keeps minutes. */
export interface RollupStore {
  /** Keeps all rows or, when it rejects, none. No minute of a server comes twice. */
  append(rows: readonly RollupRow[]): Promise<void>;
  /** The minutes that begin at or after `from` and before `to` (ISO 8601, UTC), oldest first. */
  range(serverId: string, from: string, to: string): Promise<MetricPoint[]>;
}
