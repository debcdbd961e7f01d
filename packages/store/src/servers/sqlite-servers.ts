// Owns servers in SQLite: definitions, wanted state, and the secrets sealed beside them.
import { McpmError, ServerDefinition, type ServerSecrets, Wanted } from '@mcpm/domain';
import { asc, desc, eq, or, sql } from 'drizzle-orm';
import type { Database, Rows } from '../database/database.ts';
import { uniqueColumnOf } from '../database/failure.ts';
import { jsonOf, nounOf, type Reading, presentIn } from '../database/noun.ts';
import { servers, serverSecrets } from '../database/schema.ts';
import { seal, unseal } from '../sealing/seal.ts';
import type { ServerTable, StoredServer } from '../store.ts';

type Row = typeof servers.$inferSelect;

const reading: Reading<StoredServer, Row> = {
  where: 'servers',
  noun: ({ body, wanted, ...columns }) => ({
    definition: ServerDefinition.parse({ ...jsonOf(body), ...presentIn(columns) }),
    wanted: Wanted.parse(wanted),
  }),
};

/** The servers of one database; secrets are sealed with `key` (32 bytes). */
export class SqliteServers implements ServerTable {
  readonly #database: Database;
  readonly #key: Uint8Array;

  constructor(database: Database, key: Uint8Array) {
    this.#database = database;
    this.#key = key;
  }

  async list(): Promise<StoredServer[]> {
    const rows = await this.#database.run((rows) => rows.select().from(servers).orderBy(asc(servers.name)).all());
    return rows.map((row) => nounOf(this.#database, reading, row));
  }

  async get(idOrName: string): Promise<StoredServer | undefined> {
    const row = await this.#database.run((rows) =>
      rows
        .select()
        .from(servers)
        .where(or(eq(servers.id, idOrName), eq(servers.name, idOrName)))
        .orderBy(desc(sql`${servers.id} = ${idOrName}`))
        .get(),
    );
    return row && nounOf(this.#database, reading, row);
  }

  async insert(definition: ServerDefinition, secrets: ServerSecrets, wanted: Wanted): Promise<void> {
    await this.#namingConflicts(definition, (rows) => {
      rows
        .insert(servers)
        .values({ ...columnsOf(definition), wanted })
        .run();
      this.#sealAll(rows, definition.id, secrets);
    });
  }

  async update(definition: ServerDefinition, secrets?: ServerSecrets): Promise<void> {
    const { id } = definition;
    await this.#namingConflicts(definition, (rows) => {
      found(id, rows.update(servers).set(columnsOf(definition)).where(eq(servers.id, id)).run().changes);
      if (!secrets) return;
      rows.delete(serverSecrets).where(eq(serverSecrets.serverId, id)).run();
      this.#sealAll(rows, id, secrets);
    });
  }

  async setWanted(id: string, wanted: Wanted): Promise<void> {
    await this.#database.run((rows) =>
      found(id, rows.update(servers).set({ wanted }).where(eq(servers.id, id)).run().changes),
    );
  }

  async delete(id: string): Promise<void> {
    await this.#database.run((rows) => found(id, rows.delete(servers).where(eq(servers.id, id)).run().changes));
  }

  async secretsOf(id: string): Promise<ServerSecrets> {
    const sealed = await this.#database.transact((rows) => {
      found(id, rows.select({ id: servers.id }).from(servers).where(eq(servers.id, id)).all().length);
      return rows.select().from(serverSecrets).where(eq(serverSecrets.serverId, id)).all();
    });
    return Object.fromEntries(sealed.map((secret) => [secret.name, this.#open(secret)]));
  }

  #open(secret: typeof serverSecrets.$inferSelect): string {
    try {
      return unseal(secret.sealed, secret, this.#key);
    } catch (cause) {
      const detail = `The secret "${secret.name}" of the server ${secret.serverId} was sealed with another key or is damaged.`;
      throw new McpmError('secret_unreadable', detail, { cause });
    }
  }

  #sealAll(rows: Rows, serverId: string, secrets: ServerSecrets): void {
    for (const [name, value] of Object.entries(secrets)) {
      const sealed = seal(value, { serverId, name }, this.#key);
      rows.insert(serverSecrets).values({ serverId, name, sealed }).run();
    }
  }

  async #namingConflicts(definition: ServerDefinition, work: (rows: Rows) => void): Promise<void> {
    try {
      await this.#database.transact(work);
    } catch (cause) {
      const column = uniqueColumnOf(cause);
      if (column === 'servers.name') {
        throw new McpmError('name_taken', `There is a server named "${definition.name}" already.`, { cause });
      }
      if (column === 'servers.port') {
        throw new McpmError('port_taken', `The port ${definition.port} belongs to another server.`, { cause });
      }
      throw cause;
    }
  }
}

function columnsOf(definition: ServerDefinition): Omit<Row, 'wanted'> {
  const { id, name, transport, port, createdAt, updatedAt, ...body } = definition;
  return { id, name, transport, port: port ?? null, createdAt, updatedAt, body: JSON.stringify(body) };
}

function found(id: string, changes: number): void {
  if (changes === 0) throw new McpmError('server_not_found', `There is no server with the id "${id}".`);
}
