// Owns exit reports of runs in SQLite.
import { ExitReport } from '@mcpm/domain';
import { desc, eq } from 'drizzle-orm';
import type { Database } from '../database/database.ts';
import { jsonOf, type Reading, nounOf } from '../database/noun.ts';
import { runs } from '../database/schema.ts';
import type { RunTable } from '../store.ts';
import { appendKeeping } from './append-keeping.ts';

/** Reports kept of each server. */
const KEPT = 50;

const reading: Reading<ExitReport, typeof runs.$inferSelect> = {
  where: 'runs',
  noun: (row) => ExitReport.parse(jsonOf(row.report)),
};

/** The exit reports of one database. */
export class SqliteRuns implements RunTable {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async append(serverId: string, report: ExitReport): Promise<void> {
    await this.#database.transact((rows) =>
      appendKeeping(rows, runs, {
        serverId,
        kept: KEPT,
        insert: () =>
          rows
            .insert(runs)
            .values({ serverId, report: JSON.stringify(report) })
            .run(),
      }),
    );
  }

  async latest(serverId: string, limit: number): Promise<ExitReport[]> {
    const found = await this.#database.run((rows) =>
      rows.select().from(runs).where(eq(runs.serverId, serverId)).orderBy(desc(runs.seq)).limit(limit).all(),
    );
    return found.map((row) => nounOf(this.#database, reading, row));
  }
}
