// Owns samples of tests, and a store that keeps minutes in memory.
import type { MetricPoint, ProcessMetrics } from '@mcpm/domain';
import type { RollupRow, RollupStore } from '@mcpm/monitor';

/** Noon of the day on which tests happen, in milliseconds. */
export const NOON = Date.parse('2026-03-01T12:00:00.000Z');

/** A time as ISO 8601, given as seconds after noon. */
export const after = (seconds: number): string => new Date(NOON + seconds * 1000).toISOString();

/** A sample taken so many seconds after noon. */
export const sample = (seconds: number, figures: Partial<ProcessMetrics> = {}): ProcessMetrics => ({
  id: 'pets',
  runId: 1,
  pid: 4711,
  at: after(seconds),
  cpu: 10,
  memory: 1000,
  uptimeMs: seconds * 1000,
  ...figures,
});

/** A store of minutes in memory; while `refuses` is set it takes nothing. */
export class MemoryRollups implements RollupStore {
  readonly rows: RollupRow[] = [];
  refuses = false;

  async append(rows: readonly RollupRow[]): Promise<void> {
    await new Promise(setImmediate);
    if (this.refuses) throw new Error('The store is full');
    this.rows.push(...rows);
  }

  async range(serverId: string, from: string, to: string): Promise<MetricPoint[]> {
    await new Promise(setImmediate);
    return this.rows
      .filter((row) => row.serverId === serverId && row.point.at >= from && row.point.at < to)
      .map((row) => row.point);
  }
}
