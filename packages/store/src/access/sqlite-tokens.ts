// Owns tokens in SQLite.
import { randomUUID } from 'node:crypto';
import { McpmError, parse, Principal, Token } from '@mcpm/domain';
import { asc, eq } from 'drizzle-orm';
import type { Database, Rows } from '../database/database.ts';
import { uniqueColumnOf } from '../database/failure.ts';
import { millisOf, nounOf, type Reading, presentIn } from '../database/noun.ts';
import { tokens } from '../database/schema.ts';
import type { NewToken, TokenTable } from '../store.ts';
import { drawValue, hashOf } from './secret-value.ts';

type Row = typeof tokens.$inferSelect;

/** Least time between two notes of a token's use, in milliseconds. */
const TOUCH_EVERY_MS = 60_000;

const reading: Reading<Token, Row> = { where: 'tokens', noun: (row) => Token.parse(presentIn(row)) };

/** Reads a row of tokens as who is asking. */
export const principalReading: Reading<Principal, Row> = {
  where: 'tokens',
  noun: ({ id: tokenId, name, role }) => Principal.parse({ tokenId, name, role }),
};

/** The tokens of one database; `now` tells milliseconds since 1970. */
export class SqliteTokens implements TokenTable {
  readonly #database: Database;
  readonly #now: () => number;

  constructor(database: Database, now: () => number) {
    this.#database = database;
    this.#now = now;
  }

  async create({ name, role, value = `mcpm_${drawValue()}` }: NewToken): Promise<{ token: Token; value: string }> {
    const token = parse(Token, { id: randomUUID(), name, role, createdAt: this.#time() });
    if (value === '') throw new McpmError('validation_failed', 'The value of a token must not be empty.');
    try {
      await this.#database.run((rows) =>
        rows
          .insert(tokens)
          .values({ ...token, hash: hashOf(value) })
          .run(),
      );
    } catch (cause) {
      if (uniqueColumnOf(cause) !== 'tokens.hash') throw cause;
      throw new McpmError('validation_failed', 'This value is a token already.', { cause });
    }
    return { token, value };
  }

  async verify(value: string): Promise<Principal | undefined> {
    const row = await this.#database.run((rows) => {
      const row = rows
        .select()
        .from(tokens)
        .where(eq(tokens.hash, hashOf(value)))
        .get();
      if (row) this.#touch(rows, row);
      return row;
    });
    return row && nounOf(this.#database, principalReading, row);
  }

  async list(): Promise<Token[]> {
    const found = await this.#database.run((rows) =>
      rows.select().from(tokens).orderBy(asc(tokens.createdAt), asc(tokens.id)).all(),
    );
    return found.map((row) => nounOf(this.#database, reading, row));
  }

  async delete(id: string): Promise<void> {
    await this.#database.transact((rows) => {
      const row = rows.select().from(tokens).where(eq(tokens.id, id)).get();
      if (!row) throw new McpmError('token_not_found', `There is no token with the id "${id}".`);
      if (row.role === 'admin' && rows.select().from(tokens).where(eq(tokens.role, 'admin')).all().length === 1) {
        throw new McpmError('last_admin', `"${row.name}" is the last admin token.`);
      }
      rows.delete(tokens).where(eq(tokens.id, id)).run();
    });
  }

  #touch(rows: Rows, { id, lastUsedAt }: Row): void {
    if (lastUsedAt !== null && this.#now() - millisOf(lastUsedAt) < TOUCH_EVERY_MS) return;
    rows.update(tokens).set({ lastUsedAt: this.#time() }).where(eq(tokens.id, id)).run();
  }

  #time(): string {
    return new Date(this.#now()).toISOString();
  }
}
