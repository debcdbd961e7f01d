// Owns histories of bounded length: the newest rows of each server stay, older ones go as new ones come.
import { and, desc, eq, lte } from 'drizzle-orm';
import type { Rows } from '../database/database.ts';
import { type healthChecks, type runs, servers } from '../database/schema.ts';

/** Whose history, how many of its rows stay, and how a row is added to it. */
export interface BoundedAppend {
  readonly serverId: string;
  readonly kept: number;
  readonly insert: () => unknown;
}

/** Inserts and forgets, inside the caller's transaction; for a server that is gone it does nothing. */
export function appendKeeping(rows: Rows, table: typeof healthChecks | typeof runs, append: BoundedAppend): void {
  const { serverId, kept, insert } = append;
  if (!rows.select({ id: servers.id }).from(servers).where(eq(servers.id, serverId)).get()) return;
  insert();
  const ofServer = eq(table.serverId, serverId);
  const newest = rows.select({ seq: table.seq }).from(table).where(ofServer).orderBy(desc(table.seq));
  const tooOld = newest.limit(1).offset(kept).get();
  if (tooOld)
    rows
      .delete(table)
      .where(and(ofServer, lte(table.seq, tooOld.seq)))
      .run();
}
