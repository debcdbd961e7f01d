// Owns what an error of the database driver means in our words.
import Sqlite from 'better-sqlite3';
import { McpmError } from '@mcpm/domain';

/** Result codes (sqlite.org/rescode.html) of a file that is damaged, unreadable, unwritable, full or held by others. */
const ofTheFile = /^SQLITE_(AUTH|BUSY|CANTOPEN|CORRUPT|FULL|IOERR|LOCKED|NOLFS|NOTADB|PERM|PROTOCOL|READONLY)(_|$)/;

/** `store_unusable`, naming the file and what is wrong with it. */
export function storeUnusable(file: string, what: string, cause?: unknown): McpmError {
  return new McpmError('store_unusable', `The database ${file} ${what}.`, { cause });
}

/** The error as it may leave the store: failures of the file as `store_unusable`, anything else as it is. */
export function translated(error: unknown, file: string): unknown {
  const driver = driverError(error);
  return driver && ofTheFile.test(driver.code) ? unusable(file, driver) : error;
}

/** `store_unusable` with the driver's own words. */
export function unusable(file: string, driver: InstanceType<typeof Sqlite.SqliteError>): McpmError {
  return storeUnusable(file, `cannot be used: ${driver.message} (${driver.code})`, driver);
}

/** The column, such as `servers.name`, whose unique constraint refused a row; undefined for any other error. */
export function uniqueColumnOf(error: unknown): string | undefined {
  const driver = driverError(error);
  if (driver?.code !== 'SQLITE_CONSTRAINT_UNIQUE') return undefined;
  return /UNIQUE constraint failed: (\S+)/.exec(driver.message)?.[1];
}

function driverError(error: unknown): InstanceType<typeof Sqlite.SqliteError> | undefined {
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof Sqlite.SqliteError) return at;
  return undefined;
}
