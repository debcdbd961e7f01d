// Owns logins of the console in SQLite.
import { McpmError, type Principal } from '@mcpm/domain';
import { and, eq, gt, lte } from 'drizzle-orm';
import type { Database } from '../database/database.ts';
import { nounOf } from '../database/noun.ts';
import { logins, tokens } from '../database/schema.ts';
import type { LoginTable } from '../store.ts';
import { drawValue, hashOf } from './secret-value.ts';
import { principalReading } from './sqlite-tokens.ts';

/** The logins of one database; `now` tells milliseconds since 1970. */
export class SqliteLogins implements LoginTable {
  readonly #database: Database;
  readonly #now: () => number;

  constructor(database: Database, now: () => number) {
    this.#database = database;
    this.#now = now;
  }

  async create(tokenId: string, ttlMs: number): Promise<string> {
    const value = drawValue();
    const now = this.#now();
    await this.#database.transact((rows) => {
      rows.delete(logins).where(lte(logins.expiresAt, now)).run();
      if (!rows.select({ id: tokens.id }).from(tokens).where(eq(tokens.id, tokenId)).get()) {
        throw new McpmError('token_not_found', `There is no token with the id "${tokenId}".`);
      }
      const login = { hash: hashOf(value), tokenId, expiresAt: Math.floor(now + ttlMs) };
      rows.insert(logins).values(login).run();
    });
    return value;
  }

  async find(value: string): Promise<Principal | undefined> {
    const valid = and(eq(logins.hash, hashOf(value)), gt(logins.expiresAt, this.#now()));
    const row = await this.#database.run((rows) =>
      rows.select({ token: tokens }).from(logins).innerJoin(tokens, eq(tokens.id, logins.tokenId)).where(valid).get(),
    );
    return row && nounOf(this.#database, principalReading, row.token);
  }

  async delete(value: string): Promise<void> {
    const hash = hashOf(value);
    await this.#database.run((rows) => rows.delete(logins).where(eq(logins.hash, hash)).run());
  }
}
