// Owns the tables of the database; a change here is followed by `drizzle-kit generate`, and its migration is committed.
import { blob, index, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Definitions: what is asked for or must be unique in columns, the rest in `body` as JSON. */
export const servers = sqliteTable('servers', {
  id: text().primaryKey(),
  name: text().notNull().unique(),
  transport: text().notNull(),
  port: integer().unique(),
  wanted: text().notNull(),
  body: text().notNull(),
  createdAt: text('created_at').notNull(),
  updatedAt: text('updated_at').notNull(),
});

const serverId = () =>
  text('server_id')
    .notNull()
    .references(() => servers.id, { onDelete: 'cascade' });

/** One sealed value a row; see `sealing/seal.ts` for the bytes. */
export const serverSecrets = sqliteTable(
  'server_secrets',
  { serverId: serverId(), name: text().notNull(), sealed: blob({ mode: 'buffer' }).notNull() },
  (table) => [primaryKey({ columns: [table.serverId, table.name] })],
);

/** Events; `server_id` points at no row, for events outlive their server. `data` is JSON. */
export const events = sqliteTable(
  'events',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    at: text().notNull(),
    serverId: text('server_id').notNull(),
    serverName: text('server_name').notNull(),
    type: text().notNull(),
    detail: text().notNull(),
    data: text(),
  },
  (table) => [index('events_by_server').on(table.serverId, table.seq)],
);

/** Operations: who did what. */
export const operations = sqliteTable('operations', {
  seq: integer().primaryKey({ autoIncrement: true }),
  at: text().notNull(),
  actor: text().notNull(),
  action: text().notNull(),
  target: text(),
  requestId: text('request_id').notNull(),
  result: integer().notNull(),
});

/** Tokens; `hash` is the SHA-256 of the value, in hex. */
export const tokens = sqliteTable('tokens', {
  id: text().primaryKey(),
  name: text().notNull(),
  role: text().notNull(),
  hash: text().notNull().unique(),
  createdAt: text('created_at').notNull(),
  lastUsedAt: text('last_used_at'),
});

/** Logins; `hash` as for tokens, `expires_at` in milliseconds since 1970. */
export const logins = sqliteTable(
  'logins',
  {
    hash: text().primaryKey(),
    tokenId: text('token_id')
      .notNull()
      .references(() => tokens.id, { onDelete: 'cascade' }),
    expiresAt: integer('expires_at').notNull(),
  },
  (table) => [index('logins_by_token').on(table.tokenId), index('logins_by_expiry').on(table.expiresAt)],
);

/** Minute rollups; `at` in milliseconds since 1970. */
export const metrics = sqliteTable(
  'metrics',
  {
    serverId: serverId(),
    at: integer().notNull(),
    cpu: real().notNull(),
    memory: real().notNull(),
    eventLoopDelayMs: real('event_loop_delay_ms'),
    connections: real(),
    calls: real(),
    errors: real(),
    p50: real(),
    p95: real(),
    p99: real(),
  },
  (table) => [primaryKey({ columns: [table.serverId, table.at] }), index('metrics_by_time').on(table.at)],
);

/** Results of health checks. */
export const healthChecks = sqliteTable(
  'health_checks',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    serverId: serverId(),
    runId: integer('run_id').notNull(),
    at: text().notNull(),
    ok: integer({ mode: 'boolean' }).notNull(),
    durationMs: real('duration_ms').notNull(),
    detail: text(),
  },
  (table) => [index('health_checks_by_server').on(table.serverId, table.seq)],
);

/** Exit reports; `report` is JSON. */
export const runs = sqliteTable(
  'runs',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    serverId: serverId(),
    report: text().notNull(),
  },
  (table) => [index('runs_by_server').on(table.serverId, table.seq)],
);
