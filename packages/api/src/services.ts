// Owns what the API needs from the rest of mcpm, in its own words; apps/server hands the real ones in.
import type {
  CreateServer,
  ExitReport,
  HealthCheck,
  LogLevel,
  LogLine,
  LogQuery,
  MetricPoint,
  MetricQuery,
  Operation,
  Principal,
  ProcessInfo,
  ProcessMetrics,
  Role,
  Server,
  ServerEvent,
  ServerStatus,
  Token,
  UpdateServer,
} from '@mcpm/domain';
import type * as z from 'zod';
import type { DocumentPreview } from './contract/document-routes.ts';
import type { ClientConfig, ClientName, RunnerCommand, UpdateResult } from './contract/server-routes.ts';
import type { StreamFilter } from './contract/stream.ts';
import type { SystemInfo } from './contract/system-routes.ts';

/** A server as it is now, or the id of one that is gone. */
export type ServerChange = { readonly server: Server } | { readonly removed: string };

/** A process as it is now, or what was just measured of one. */
export type ProcessChange = { readonly info: ProcessInfo } | { readonly metrics: ProcessMetrics };

/** Servers as users know them. Every `idOrName` rejects with `server_not_found` when nothing has it. */
export interface ServerService {
  createServer(input: CreateServer): Promise<Server>;
  getServer(idOrName: string): Promise<Server>;
  listServers(): Promise<readonly Server[]>;
  updateServer(
    idOrName: string,
    input: UpdateServer,
    options: { readonly apply: boolean },
  ): Promise<z.infer<typeof UpdateResult>>;
  /** Stops first. */
  deleteServer(idOrName: string): Promise<void>;
  getStatus(idOrName: string): Promise<ServerStatus>;
  /** Returns the way to stop listening. */
  subscribe(listener: (change: ServerChange) => void): () => void;
}

/** Start and stop; with `wait` the promise settles with the server, without it at once. */
export interface LifecycleService {
  startServer(idOrName: string, options: { readonly wait: boolean }): Promise<ServerStatus>;
  stopServer(idOrName: string, options: { readonly wait: boolean; readonly force?: boolean }): Promise<ServerStatus>;
  restartServer(idOrName: string, options: { readonly wait: boolean }): Promise<ServerStatus>;
}

/** What helps a person: a look at a document, a client's snippet, a command line. */
export interface GuideService {
  previewDocument(source: { readonly openapiUrl?: string; readonly openapi?: string }): Promise<DocumentPreview>;
  clientConfig(idOrName: string, client: z.infer<typeof ClientName>): Promise<z.infer<typeof ClientConfig>>;
  runnerCommand(idOrName: string): Promise<z.infer<typeof RunnerCommand>>;
}

/** Processes by id; a process has the id of its server. */
export interface ProcessService {
  list(): readonly ProcessInfo[];
  get(id: string): ProcessInfo | undefined;
  metrics(
    id: string,
    query: MetricQuery,
  ): Promise<{ readonly current?: ProcessMetrics; readonly points: readonly MetricPoint[] }>;
  health(id: string): Promise<readonly HealthCheck[]>;
  runs(id: string): Promise<readonly ExitReport[]>;
  /** With `wait` settles with the process, without it at once. */
  restart(id: string, options: { readonly wait: boolean }): Promise<ProcessInfo>;
  subscribe(listener: (change: ProcessChange) => void): () => void;
}

/** A line the API itself has to say. */
export interface ApiLogLine {
  readonly category: 'operation' | 'system';
  readonly stream: 'system';
  readonly level: LogLevel;
  readonly text: string;
}

/** What was said. */
export interface LogService {
  /** Lines in the order of `seq`. */
  query(query: LogQuery): Promise<readonly LogLine[]>;
  /** Batches of new lines in the order of `seq`. */
  follow(listener: (lines: readonly LogLine[]) => void, filter?: StreamFilter): () => void;
  write(line: ApiLogLine): void;
}

/** What happened. */
export interface EventService {
  /** The first `limit` events after `seq`, oldest first. */
  since(seq: number, limit: number): Promise<readonly ServerEvent[]>;
  subscribe(listener: (event: ServerEvent) => void): () => void;
}

/** Who did what. */
export interface OperationService {
  append(operation: Omit<Operation, 'seq'>): Promise<Operation>;
  latest(limit: number): Promise<readonly Operation[]>;
}

/** What a caller logs in with. */
export type LoginProof = { readonly code: string } | { readonly token: string };

/** Who may. */
export interface AccessService {
  verifyToken(value: string): Promise<Principal | undefined>;
  findLogin(cookie: string): Promise<Principal | undefined>;
  /** Rejects with `login_code_invalid` or `unauthorized`. */
  login(
    proof: LoginProof,
  ): Promise<{ readonly principal: Principal; readonly cookie: string; readonly maxAgeSeconds: number }>;
  logout(cookie: string): Promise<void>;
  listTokens(): Promise<readonly Token[]>;
  createToken(input: {
    readonly name: string;
    readonly role: Role;
  }): Promise<{ readonly token: Token; readonly value: string }>;
  /** Rejects with `token_not_found` or `last_admin`. */
  deleteToken(id: string): Promise<void>;
}

/** The manager itself. */
export interface SystemService {
  info(): Promise<SystemInfo>;
  /** False while starting and while shutting down. */
  isReady(): boolean;
  prometheus(): Promise<{ readonly contentType: string; readonly text: string }>;
}

/** Everything the API stands on. */
export interface ApiServices {
  readonly servers: ServerService;
  readonly lifecycle: LifecycleService;
  readonly guides: GuideService;
  readonly processes: ProcessService;
  readonly logs: LogService;
  readonly events: EventService;
  readonly operations: OperationService;
  readonly access: AccessService;
  readonly system: SystemService;
}
