// Owns results of health checks in SQLite.
import { HealthCheck } from '@mcpm/domain';
import { desc, eq } from 'drizzle-orm';
import type { Database } from '../database/database.ts';
import { nounOf, type Reading, presentIn } from '../database/noun.ts';
import { healthChecks } from '../database/schema.ts';
import type { HealthTable } from '../store.ts';
import { appendKeeping } from './append-keeping.ts';

/** Checks kept of each server. */
const KEPT = 200;

const reading: Reading<HealthCheck, typeof healthChecks.$inferSelect> = {
  where: 'health_checks',
  noun: ({ serverId: id, ...columns }) => HealthCheck.parse({ ...presentIn(columns), id }),
};

/** The health checks of one database. */
export class SqliteHealth implements HealthTable {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async append(check: HealthCheck): Promise<void> {
    const { id: serverId, runId, at, ok, durationMs, detail } = check;
    await this.#database.transact((rows) =>
      appendKeeping(rows, healthChecks, {
        serverId,
        kept: KEPT,
        insert: () => rows.insert(healthChecks).values({ serverId, runId, at, ok, durationMs, detail }).run(),
      }),
    );
  }

  async latest(serverId: string, limit: number): Promise<HealthCheck[]> {
    const found = await this.#database.run((rows) =>
      rows
        .select()
        .from(healthChecks)
        .where(eq(healthChecks.serverId, serverId))
        .orderBy(desc(healthChecks.seq))
        .limit(limit)
        .all(),
    );
    return found.map((row) => nounOf(this.#database, reading, row));
  }
}
