// Owns the way of a database file from the schema it has to the schema of this version.
import type Sqlite from 'better-sqlite3';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { migrationsFolder } from '../migrations-folder.ts';
import { storeUnusable } from './failure.ts';

/**
 * Applies what is missing, all of it or nothing, under the write lock from the first look on: of two processes that open
 * a new file at once, the second finds the work done. (Drizzle's own migrator looks before it locks.)
 * Foreign keys must be off; a migration may rebuild a table others point at.
 * Errors: `store_unusable` for a file of a newer version.
 */
export function migrate(client: Sqlite.Database, file: string): void {
  const known = readMigrationFiles({ migrationsFolder });
  client
    .transaction(() => {
      const applied = appliedIn(client);
      const times = new Set(known.map((migration) => migration.folderMillis));
      if ([...applied].some((time) => !times.has(time))) {
        throw storeUnusable(file, 'was written by a newer version of mcpm, which this version cannot read');
      }
      const missing = known.filter((migration) => !applied.has(migration.folderMillis));
      const note = client.prepare('INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)');
      for (const migration of missing) {
        for (const statement of migration.sql) client.exec(statement);
        note.run(migration.hash, migration.folderMillis);
      }
      // Looked at after a change of the schema only: it reads every row.
      if (missing.length > 0 && (client.pragma('foreign_key_check') as unknown[]).length > 0) {
        throw storeUnusable(file, 'holds rows that point at nothing');
      }
      // Written at every open, so that a file that cannot be written is found now and not at the first change.
      client.pragma(`user_version = ${known.length}`);
    })
    .immediate();
}

/** Stops before anything is written when the file holds tables, but none of ours. Errors: `store_unusable`. */
export function refuseForeign(client: Sqlite.Database, file: string): void {
  const tables = client.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all();
  if (tables.length > 0 && !tables.includes('__drizzle_migrations')) {
    throw storeUnusable(file, 'belongs to another program');
  }
}

/** Times of the migrations the file has seen, in the table that Drizzle's migrator keeps as well. */
function appliedIn(client: Sqlite.Database): ReadonlySet<number> {
  client.exec(
    'CREATE TABLE IF NOT EXISTS __drizzle_migrations (id INTEGER PRIMARY KEY, hash TEXT NOT NULL, created_at NUMERIC)',
  );
  return new Set(client.prepare('SELECT created_at FROM __drizzle_migrations').pluck().all().map(Number));
}
