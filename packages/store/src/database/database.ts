// Owns the connection to one SQLite file: how it is opened, read, written and closed.
import { closeSync, openSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { storeUnusable, translated, unusable } from './failure.ts';
import { migrate, refuseForeign } from './migrate.ts';

/** What a piece of work sees of the database. */
export type Rows = BetterSQLite3Database;

/** How long a write waits for another program's write, in milliseconds. */
const BUSY_TIMEOUT_MS = 5000;

/** An open database; only this package sees it. */
export class Database {
  readonly #client: Sqlite.Database;
  readonly #rows: Rows;
  readonly #file: string;

  constructor(client: Sqlite.Database, file: string) {
    this.#client = client;
    this.#rows = drizzle(client);
    this.#file = file;
  }

  /** Does the work outside a transaction: for single statements. Errors: `store_unusable`, or the driver's own. */
  async run<T>(work: (rows: Rows) => T): Promise<T> {
    return this.#translating(() => work(this.#rows));
  }

  /** Does all of the work or none of it, alone among writers. Errors as for `run`. */
  async transact<T>(work: (rows: Rows) => T): Promise<T> {
    return this.#translating(() => this.#client.transaction(() => work(this.#rows)).immediate());
  }

  /** The error for a row that says nothing a noun of the domain can be made of. */
  unreadableRow(where: string, cause: unknown): Error {
    return storeUnusable(this.#file, `holds a row in ${where} that cannot be read`, cause);
  }

  /** Closes the file; may be called twice. */
  close(): void {
    this.#client.close();
  }

  #translating<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw translated(error, this.#file);
    }
  }
}

/**
 * Opens the file (or `:memory:`), readable by its owner only when it is new, checks it and brings its schema up to date.
 * Errors: `store_unusable` naming the file.
 */
export function openDatabase(file: string): Database {
  let client: Sqlite.Database | undefined;
  try {
    if (file !== ':memory:') closeSync(openSync(file, 'a', 0o600));
    client = new Sqlite(file, { timeout: BUSY_TIMEOUT_MS });
    prepare(client, file);
    return new Database(client, file);
  } catch (error) {
    client?.close();
    throw openFailure(error, file);
  }
}

function prepare(client: Sqlite.Database, file: string): void {
  const complaint = client.pragma('quick_check(1)', { simple: true });
  if (complaint !== 'ok') throw storeUnusable(file, `is damaged: ${String(complaint).replaceAll(/\s+/g, ' ')}`);
  refuseForeign(client, file);
  client.pragma('journal_mode = WAL');
  client.pragma('synchronous = NORMAL');
  client.pragma('foreign_keys = OFF');
  migrate(client, file);
  client.pragma('foreign_keys = ON');
}

function openFailure(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'syscall' in error && 'code' in error ? String(error.code) : undefined;
  if (code) return storeUnusable(file, `cannot be opened for writing (${code})`, error);
  // While opening, whatever the driver complains of is the file's fault: the statements are always the same.
  return error instanceof Sqlite.SqliteError ? unusable(file, error) : error;
}
