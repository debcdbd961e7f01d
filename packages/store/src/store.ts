// Owns the promise of the store: what is kept, table by table, in nouns and without a word of SQL.
import type {
  ExitReport,
  HealthCheck,
  MetricPoint,
  Operation,
  Principal,
  Role,
  ServerDefinition,
  ServerEvent,
  ServerSecrets,
  Token,
  Wanted,
} from '@mcpm/domain';

/** Everything that must survive a restart. Every method may reject with `store_unusable` when the database fails. */
export interface Store {
  readonly servers: ServerTable;
  readonly events: EventTable;
  readonly operations: OperationTable;
  readonly tokens: TokenTable;
  readonly logins: LoginTable;
  readonly metrics: MetricTable;
  readonly health: HealthTable;
  readonly runs: RunTable;
  /** Writes what is pending and lets go of the database; may be called twice. */
  close(): Promise<void>;
}

/** A server as it is kept: its definition and what the user asked for. */
export interface StoredServer {
  readonly definition: ServerDefinition;
  readonly wanted: Wanted;
}

/** Definitions, wanted state and sealed secrets. */
export interface ServerTable {
  /** Every server, ordered by name. */
  list(): Promise<StoredServer[]>;
  /** The server with this id, else the one with this name. */
  get(idOrName: string): Promise<StoredServer | undefined>;
  /** Errors: `name_taken`, `port_taken`. */
  insert(definition: ServerDefinition, secrets: ServerSecrets, wanted: Wanted): Promise<void>;
  /** Replaces the definition, and all secrets when they are given. Errors: `server_not_found`, `name_taken`, `port_taken`. */
  update(definition: ServerDefinition, secrets?: ServerSecrets): Promise<void>;
  /** Errors: `server_not_found`. */
  setWanted(id: string, wanted: Wanted): Promise<void>;
  /** Removes the server with its secrets, metrics, health checks and runs; its events stay. Errors: `server_not_found`. */
  delete(id: string): Promise<void>;
  /** The secrets in the clear. Errors: `server_not_found`, `secret_unreadable`. */
  secretsOf(id: string): Promise<ServerSecrets>;
}

/** What happened to servers; outlives them. */
export interface EventTable {
  /** Keeps the event under the next `seq`; a `seq` is never used twice. */
  append(event: Omit<ServerEvent, 'seq'>): Promise<ServerEvent>;
  /** Events after `seq`, oldest first. */
  since(seq: number, limit: number): Promise<ServerEvent[]>;
  /** The last events, newest first. */
  latest(limit: number, serverId?: string): Promise<ServerEvent[]>;
}

/** Who did what through the API. */
export interface OperationTable {
  append(operation: Omit<Operation, 'seq'>): Promise<Operation>;
  /** The last operations, newest first. */
  latest(limit: number): Promise<Operation[]>;
}

/** A token to make; without a `value` one is drawn: `mcpm_` and 32 random bytes in base64url. */
export interface NewToken {
  readonly name: string;
  readonly role: Role;
  readonly value?: string;
}

/** What callers show; only the SHA-256 of a value is kept. */
export interface TokenTable {
  /** The only moment the value is seen. Errors: `validation_failed` (name, empty value, or a value that is a token already). */
  create(token: NewToken): Promise<{ readonly token: Token; readonly value: string }>;
  /** Whose value this is; found by its hash, so the time says nothing about it. Notes the use at most once a minute. */
  verify(value: string): Promise<Principal | undefined>;
  /** Every token, oldest first. */
  list(): Promise<Token[]>;
  /** Ends the logins made with it as well. Errors: `token_not_found`, `last_admin`. */
  delete(id: string): Promise<void>;
}

/** Logins of the console; only the SHA-256 of a cookie's value is kept. */
export interface LoginTable {
  /** A new cookie value that counts as the token for `ttlMs` milliseconds. Errors: `token_not_found`. */
  create(tokenId: string, ttlMs: number): Promise<string>;
  /** Whose cookie this is, while it has not expired and its token exists. */
  find(value: string): Promise<Principal | undefined>;
  /** Ends the login; one that is not there has ended already. */
  delete(value: string): Promise<void>;
}

/** A rollup of one server. */
export interface MetricRow {
  readonly serverId: string;
  readonly point: MetricPoint;
}

/** Minute rollups by server. */
export interface MetricTable {
  /** Keeps the rows; one of the same server and time is replaced, one of a server that is gone is dropped. */
  append(rows: readonly MetricRow[]): Promise<void>;
  /** Points with `from` ≤ `at` < `to` (ISO 8601), oldest first. */
  range(serverId: string, from: string, to: string): Promise<MetricPoint[]>;
  /** Forgets every point before this time (ISO 8601). */
  prune(before: string): Promise<void>;
}

/** Results of health checks, the last 200 of each server. */
export interface HealthTable {
  /** `check.id` is the server's id; the check of a server that is gone is dropped. */
  append(check: HealthCheck): Promise<void>;
  /** The last checks, newest first. */
  latest(serverId: string, limit: number): Promise<HealthCheck[]>;
}

/** How runs ended, the last 50 of each server. */
export interface RunTable {
  /** The report of a server that is gone is dropped. */
  append(serverId: string, report: ExitReport): Promise<void>;
  /** The last reports, newest first. */
  latest(serverId: string, limit: number): Promise<ExitReport[]>;
}
