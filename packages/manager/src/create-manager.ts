// Owns how the manager's parts are put together.
import { KeyedQueue } from './keyed-queue.ts';
import type {
  DefinitionStore,
  DocumentFiles,
  DocumentInspector,
  EventStore,
  FigureSource,
  ProcessPort,
  SystemLog,
} from './ports.ts';
import { watchProcesses } from './process-watch.ts';
import { ServerLifecycle } from './server-lifecycle.ts';
import { ServerManager } from './server-manager.ts';
import { ServerRegistry } from './server-registry.ts';
import type { ManagerSettings } from './settings.ts';

/** Everything the manager is made of; apps/server hands it in. */
export interface ManagerOptions {
  readonly store: DefinitionStore;
  readonly processes: ProcessPort;
  readonly events: EventStore;
  readonly figures: FigureSource;
  readonly documents: DocumentFiles;
  readonly inspectDocument: DocumentInspector;
  readonly log: SystemLog;
  readonly settings: ManagerSettings;
  /** True when no program listens on this port of the servers' address. */
  readonly isPortFree: (port: number) => Promise<boolean>;
}

/** The manager: its two services, and `close`, which stops listening to processes (and ends none). */
export interface Manager {
  readonly servers: ServerManager;
  readonly lifecycle: ServerLifecycle;
  /** Tells subscribers how a server is now, because its figures were measured anew; nothing for an unknown id. */
  refresh(id: string): void;
  close(): void;
}

/** Loads every definition and starts listening to processes; nothing is started until `lifecycle.reconcileAll`. */
export async function createManager(options: ManagerOptions): Promise<Manager> {
  const { processes, events, log, settings } = options;
  const queue = new KeyedQueue();
  const registry = new ServerRegistry(options);
  await registry.load();
  const lifecycle = new ServerLifecycle({ registry, processes, queue, log, settings });
  const servers = new ServerManager({ ...options, registry, lifecycle, queue });
  const close = watchProcesses({ registry, processes, events, log });
  return { servers, lifecycle, refresh: (id) => registry.announce(id), close };
}
