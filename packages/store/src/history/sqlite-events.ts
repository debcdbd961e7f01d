// Owns events in SQLite.
import { ServerEvent } from '@mcpm/domain';
import { asc, desc, eq, gt } from 'drizzle-orm';
import type { Database } from '../database/database.ts';
import { jsonOf, nounOf, presentIn, type Reading } from '../database/noun.ts';
import { events } from '../database/schema.ts';
import type { EventTable } from '../store.ts';

type Row = typeof events.$inferSelect;

const reading: Reading<ServerEvent, Row> = {
  where: 'events',
  noun: (row) => ServerEvent.parse(presentIn({ ...row, data: row.data === null ? null : jsonOf(row.data) })),
};

/** The events of one database. */
export class SqliteEvents implements EventTable {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async append(event: Omit<ServerEvent, 'seq'>): Promise<ServerEvent> {
    const { at, serverId, serverName, type, detail, data } = event;
    const values = { at, serverId, serverName, type, detail, data: data && JSON.stringify(data) };
    return this.#noun(await this.#database.run((rows) => rows.insert(events).values(values).returning().get()));
  }

  async since(seq: number, limit: number): Promise<ServerEvent[]> {
    const found = await this.#database.run((rows) =>
      rows.select().from(events).where(gt(events.seq, seq)).orderBy(asc(events.seq)).limit(limit).all(),
    );
    return found.map((row) => this.#noun(row));
  }

  async latest(limit: number, serverId?: string): Promise<ServerEvent[]> {
    const wanted = serverId === undefined ? undefined : eq(events.serverId, serverId);
    const found = await this.#database.run((rows) =>
      rows.select().from(events).where(wanted).orderBy(desc(events.seq)).limit(limit).all(),
    );
    return found.map((row) => this.#noun(row));
  }

  #noun(row: Row): ServerEvent {
    return nounOf(this.#database, reading, row);
  }
}
