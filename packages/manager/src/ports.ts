// Owns what the manager needs from others, in its own words; apps/server hands the real ones in.
import type {
  ProcessEvent,
  ProcessInfo,
  ProcessSpecInput,
  ServerDefinition,
  ServerEvent,
  ServerSecrets,
  Wanted,
} from '@mcpm/domain';
import type { DocumentChoice, DocumentSummary } from './document-summary.ts';

/** A definition with what the user wants of it. */
export interface StoredServer {
  readonly definition: ServerDefinition;
  readonly wanted: Wanted;
}

/** Where definitions are kept. `insert` and `update` reject with `name_taken` or `port_taken`. */
export interface DefinitionStore {
  list(): Promise<readonly StoredServer[]>;
  get(idOrName: string): Promise<StoredServer | undefined>;
  insert(definition: ServerDefinition, secrets: ServerSecrets, wanted: Wanted): Promise<void>;
  /** Replaces the definition, and the secrets when given. */
  update(definition: ServerDefinition, secrets?: ServerSecrets): Promise<void>;
  setWanted(id: string, wanted: Wanted): Promise<void>;
  delete(id: string): Promise<void>;
  secretsOf(id: string): Promise<ServerSecrets>;
}

/** What keeps processes alive. */
export interface ProcessPort {
  /** Resolves when running; rejects with a named failure when the first attempt fails. */
  startProcess(spec: ProcessSpecInput): Promise<ProcessInfo>;
  stopProcess(id: string, options?: { readonly force?: boolean }): Promise<ProcessInfo>;
  removeProcess(id: string): Promise<void>;
  getProcessInfo(id: string): ProcessInfo | undefined;
  subscribe(listener: (event: ProcessEvent) => void): () => void;
}

/** Where events are kept. */
export interface EventStore {
  append(event: Omit<ServerEvent, 'seq'>): Promise<ServerEvent>;
}

/** Figures beside a status: what was last measured of a process. */
export interface FigureSource {
  /** Response time in milliseconds, if calls were made. */
  latest(id: string): { readonly p50?: number | undefined; readonly p95?: number | undefined } | undefined;
}

/** Where what happens to the manager itself is told; `error` keeps the stack. */
export interface SystemLog {
  write(level: 'info' | 'warn' | 'error', text: string, error?: unknown): void;
}

/** Where inline OpenAPI documents are kept as files. */
export interface DocumentFiles {
  /** Keeps the text and resolves to the absolute path of its file. */
  write(serverId: string, text: string): Promise<string>;
  remove(serverId: string): Promise<void>;
}

/** Looks at a document as the runner would read it; rejects with `document_unusable` or `document_unreachable`. */
export type DocumentInspector = (choice: DocumentChoice) => Promise<DocumentSummary>;
