// Owns the wiring of a store over one SQLite file.
import { SqliteLogins } from './access/sqlite-logins.ts';
import { SqliteTokens } from './access/sqlite-tokens.ts';
import { openDatabase } from './database/database.ts';
import { SqliteEvents } from './history/sqlite-events.ts';
import { SqliteHealth } from './history/sqlite-health.ts';
import { SqliteMetrics } from './history/sqlite-metrics.ts';
import { SqliteOperations } from './history/sqlite-operations.ts';
import { SqliteRuns } from './history/sqlite-runs.ts';
import { KEY_BYTES } from './sealing/seal.ts';
import { SqliteServers } from './servers/sqlite-servers.ts';
import type { Store } from './store.ts';

/** Where the store lies and what it seals with. */
export interface StoreOptions {
  /** Path of the SQLite file, made when missing (its directory is not); `:memory:` keeps nothing. */
  readonly file: string;
  /** 32 bytes; see `loadSecretKey`. */
  readonly secretKey: Uint8Array;
  /** Tells milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number;
}

/**
 * Opens the store and brings its schema up to date. Several processes may hold the same file open.
 * Errors: `store_unusable` naming a file that is damaged, of a newer version, of another program, or not writable.
 */
export async function openStore({ file, secretKey, now = Date.now }: StoreOptions): Promise<Store> {
  if (secretKey.length !== KEY_BYTES) throw new RangeError(`A secret key has ${KEY_BYTES} bytes.`);
  const database = openDatabase(file);
  return {
    servers: new SqliteServers(database, secretKey),
    events: new SqliteEvents(database),
    operations: new SqliteOperations(database),
    tokens: new SqliteTokens(database, now),
    logins: new SqliteLogins(database, now),
    metrics: new SqliteMetrics(database),
    health: new SqliteHealth(database),
    runs: new SqliteRuns(database),
    close: async () => database.close(),
  };
}
