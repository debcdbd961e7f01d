// Owns the manager's view of all servers: definitions written through to the store, composed with what their processes are.
import { McpmError, type Server, type ServerDefinition, type ServerSecrets, type Wanted } from '@mcpm/domain';
import { describeServer } from './describe-server.ts';
import type { DefinitionStore, FigureSource, ProcessPort, StoredServer } from './ports.ts';
import type { ManagerSettings } from './settings.ts';

/** What a subscriber is told: the whole server as it now is, or the id of one that is gone. */
export type ServerChange = { readonly server: Server } | { readonly removed: string };

/** What the registry works with. */
export interface RegistryParts {
  readonly store: DefinitionStore;
  readonly processes: Pick<ProcessPort, 'getProcessInfo'>;
  readonly figures: FigureSource;
  readonly settings: ManagerSettings;
}

/** All servers of this manager. Call `load` once before anything else. */
export class ServerRegistry {
  readonly #parts: RegistryParts;
  readonly #servers = new Map<string, StoredServer>();
  readonly #listeners = new Set<(change: ServerChange) => void>();

  constructor(parts: RegistryParts) {
    this.#parts = parts;
  }

  /** Reads every definition from the store. */
  async load(): Promise<void> {
    for (const stored of await this.#parts.store.list()) this.#servers.set(stored.definition.id, stored);
  }

  /** Every server, in the order of creation. */
  all(): readonly StoredServer[] {
    return [...this.#servers.values()];
  }

  /** The server with this id or name, or `server_not_found`. */
  require(idOrName: string): StoredServer {
    const found = this.#servers.get(idOrName) ?? this.all().find((stored) => stored.definition.name === idOrName);
    if (!found) throw new McpmError('server_not_found', `There is no server "${idOrName}".`);
    return found;
  }

  /** The server as it is shown. */
  describe(stored: StoredServer): Server {
    const { id } = stored.definition;
    const facts = {
      info: this.#parts.processes.getProcessInfo(id),
      figures: this.#parts.figures.latest(id),
      now: Date.now(),
    };
    return describeServer(stored, facts, this.#parts.settings);
  }

  /** Keeps a new definition. */
  async insert(definition: ServerDefinition, secrets: ServerSecrets): Promise<StoredServer> {
    await this.#parts.store.insert(definition, secrets, 'stopped');
    return this.#set({ definition, wanted: 'stopped' });
  }

  /** Keeps a changed definition, and its secrets when given. */
  async update(definition: ServerDefinition, secrets?: ServerSecrets): Promise<StoredServer> {
    const { wanted } = this.require(definition.id);
    await this.#parts.store.update(definition, secrets);
    return this.#set({ definition, wanted });
  }

  /** Keeps what is wanted of a server. */
  async setWanted(id: string, wanted: Wanted): Promise<StoredServer> {
    const stored = this.require(id);
    if (stored.wanted === wanted) return stored;
    await this.#parts.store.setWanted(id, wanted);
    return this.#set({ definition: stored.definition, wanted });
  }

  /** Forgets a server. */
  async delete(id: string): Promise<void> {
    await this.#parts.store.delete(id);
    this.#servers.delete(id);
    this.#tell({ removed: id });
  }

  /** The secrets of a server, or `secret_unreadable`. */
  secretsOf(id: string): Promise<ServerSecrets> {
    return this.#parts.store.secretsOf(id);
  }

  /** Calls `listener` with every change from now on; the answer ends it. */
  subscribe(listener: (change: ServerChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells subscribers how a server is now; nothing for an unknown id. */
  announce(id: string): void {
    const stored = this.#servers.get(id);
    if (stored) this.#tell({ server: this.describe(stored) });
  }

  #set(stored: StoredServer): StoredServer {
    this.#servers.set(stored.definition.id, stored);
    this.announce(stored.definition.id);
    return stored;
  }

  #tell(change: ServerChange): void {
    for (const listener of this.#listeners) listener(change);
  }
}
