// Owns the step from a row to a noun: absent columns, JSON columns, times, and the error when it fails.
import { McpmError } from '@mcpm/domain';
import type { Database } from './database.ts';

/** How a row becomes a noun. */
export interface Reading<Noun, Row> {
  /** The table, such as `servers`, for the error. */
  readonly where: string;
  /** Parses the row with the noun's schema; throws when it does not fit. */
  readonly noun: (row: Row) => Noun;
}

/** The noun a row stands for. Errors: `store_unusable` for a row that does not fit. */
export function nounOf<Noun, Row>(database: Database, reading: Reading<Noun, Row>, row: Row): Noun {
  try {
    return reading.noun(row);
  } catch (cause) {
    throw database.unreadableRow(reading.where, cause);
  }
}

/** Milliseconds since 1970 of an ISO 8601 time. Errors: `validation_failed`. */
export function millisOf(time: string): number {
  const millis = Date.parse(time);
  if (Number.isNaN(millis)) throw new McpmError('validation_failed', `"${time}" is not an ISO 8601 time.`);
  return millis;
}

/** The object in a JSON column, of a shape still unknown. */
export function jsonOf(column: string): object {
  const value: unknown = JSON.parse(column);
  if (typeof value !== 'object' || value === null) throw new TypeError('The column holds no JSON object.');
  return value;
}

/** The columns that have a value: what is absent in a noun is null in a row. */
export function presentIn(columns: object): object {
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== null));
}
