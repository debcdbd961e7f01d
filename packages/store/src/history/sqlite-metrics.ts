// Owns minute rollups in SQLite.
import { MetricPoint } from '@mcpm/domain';
import { and, asc, eq, gte, lt } from 'drizzle-orm';
import type { Database } from '../database/database.ts';
import { millisOf, nounOf, type Reading, presentIn } from '../database/noun.ts';
import { metrics, servers } from '../database/schema.ts';
import type { MetricRow, MetricTable } from '../store.ts';

const reading: Reading<MetricPoint, typeof metrics.$inferSelect> = {
  where: 'metrics',
  noun: ({ at, ...columns }) => MetricPoint.parse({ ...presentIn(columns), at: new Date(at).toISOString() }),
};

/** Said outright, so that a point that replaces another takes nothing over from it. */
const absent = {
  eventLoopDelayMs: null,
  connections: null,
  calls: null,
  errors: null,
  p50: null,
  p95: null,
  p99: null,
};

/** The rollups of one database. */
export class SqliteMetrics implements MetricTable {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async append(rollups: readonly MetricRow[]): Promise<void> {
    if (rollups.length === 0) return;
    await this.#database.transact((rows) => {
      const known = new Set(
        rows
          .select({ id: servers.id })
          .from(servers)
          .all()
          .map(({ id }) => id),
      );
      for (const { serverId, point } of rollups) {
        if (!known.has(serverId)) continue;
        const values = { ...absent, ...point, serverId, at: millisOf(point.at) };
        const target = [metrics.serverId, metrics.at];
        rows.insert(metrics).values(values).onConflictDoUpdate({ target, set: values }).run();
      }
    });
  }

  async range(serverId: string, from: string, to: string): Promise<MetricPoint[]> {
    const within = and(eq(metrics.serverId, serverId), gte(metrics.at, millisOf(from)), lt(metrics.at, millisOf(to)));
    const found = await this.#database.run((rows) =>
      rows.select().from(metrics).where(within).orderBy(asc(metrics.at)).all(),
    );
    return found.map((row) => nounOf(this.#database, reading, row));
  }

  async prune(before: string): Promise<void> {
    const end = millisOf(before);
    await this.#database.run((rows) => rows.delete(metrics).where(lt(metrics.at, end)).run());
  }
}
