// Owns operations (who did what) in SQLite.
import { Operation } from '@mcpm/domain';
import { desc } from 'drizzle-orm';
import type { Database } from '../database/database.ts';
import { nounOf, type Reading, presentIn } from '../database/noun.ts';
import { operations } from '../database/schema.ts';
import type { OperationTable } from '../store.ts';

const reading: Reading<Operation, typeof operations.$inferSelect> = {
  where: 'operations',
  noun: (row) => Operation.parse(presentIn(row)),
};

/** The operations of one database. */
export class SqliteOperations implements OperationTable {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async append(operation: Omit<Operation, 'seq'>): Promise<Operation> {
    const { at, actor, action, target, requestId, result } = operation;
    const row = await this.#database.run((rows) =>
      rows.insert(operations).values({ at, actor, action, target, requestId, result }).returning().get(),
    );
    return nounOf(this.#database, reading, row);
  }

  async latest(limit: number): Promise<Operation[]> {
    const found = await this.#database.run((rows) =>
      rows.select().from(operations).orderBy(desc(operations.seq)).limit(limit).all(),
    );
    return found.map((row) => nounOf(this.#database, reading, row));
  }
}
