// Owns honest in-memory versions of the manager's ports, for tests of the manager alone.
import {
  ProcessSpec,
  type McpmError,
  type ProcessEvent,
  type ProcessInfo,
  type ServerEvent,
  type ServerSecrets,
} from '@mcpm/domain';
import {
  createManager,
  previewDocument,
  type Manager,
  type ManagerSettings,
  type ProcessPort,
  type StoredServer,
} from '@mcpm/manager';

type Spec = ReturnType<typeof ProcessSpec.parse>;

/** A process port that starts nothing: a process is running once it was started, until told otherwise. */
class FakeProcesses implements ProcessPort {
  readonly specs = new Map<string, Spec>();
  readonly infos = new Map<string, ProcessInfo>();
  readonly calls: string[] = [];
  failWith: McpmError | undefined;
  readonly #listeners = new Set<(event: ProcessEvent) => void>();
  #seq = 0;

  async startProcess(input: Parameters<ProcessPort['startProcess']>[0]): Promise<ProcessInfo> {
    const spec = ProcessSpec.parse(input);
    this.calls.push(`start ${spec.id}`);
    this.specs.set(spec.id, spec);
    if (this.failWith) {
      this.tell(spec.id, { status: 'failed', reason: this.failWith.reason });
      throw this.failWith;
    }
    return this.tell(spec.id, {
      status: 'running',
      pid: 4711,
      runId: (this.infos.get(spec.id)?.runId ?? 0) + 1,
      reason: undefined,
    });
  }

  async stopProcess(id: string): Promise<ProcessInfo> {
    this.calls.push(`stop ${id}`);
    return this.tell(id, { status: 'stopped', pid: undefined });
  }

  async removeProcess(id: string): Promise<void> {
    this.calls.push(`remove ${id}`);
    this.infos.delete(id);
  }

  getProcessInfo(id: string): ProcessInfo | undefined {
    return this.infos.get(id);
  }

  subscribe(listener: (event: ProcessEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Changes a process's info and tells every listener. */
  tell(id: string, change: Partial<ProcessInfo>): ProcessInfo {
    const spec = this.specs.get(id);
    const fresh: ProcessInfo = {
      id,
      name: spec?.name ?? id,
      runId: 0,
      wanted: 'running',
      status: 'queued',
      health: 'unknown',
      command: spec?.command ?? '',
      args: spec?.args ?? [],
      restartCount: 0,
    };
    const info = { ...(this.infos.get(id) ?? fresh), ...change };
    this.infos.set(id, info);
    this.#seq += 1;
    const event: ProcessEvent = {
      type: 'status',
      id,
      seq: this.#seq,
      at: new Date().toISOString(),
      runId: info.runId,
      info,
    };
    for (const listener of this.#listeners) listener(event);
    return info;
  }
}

/** A definition store in memory that keeps what the real one keeps. */
export class FakeStore {
  readonly rows = new Map<string, StoredServer>();
  readonly secrets = new Map<string, ServerSecrets>();
  readonly list = async (): Promise<readonly StoredServer[]> => [...this.rows.values()];
  readonly get = async (id: string): Promise<StoredServer | undefined> => this.rows.get(id);
  readonly secretsOf = async (id: string): Promise<ServerSecrets> => this.secrets.get(id) ?? {};

  async insert(
    definition: StoredServer['definition'],
    secrets: ServerSecrets,
    wanted: StoredServer['wanted'],
  ): Promise<void> {
    this.rows.set(definition.id, { definition, wanted });
    this.secrets.set(definition.id, secrets);
  }

  async update(definition: StoredServer['definition'], secrets?: ServerSecrets): Promise<void> {
    this.rows.set(definition.id, { definition, wanted: this.rows.get(definition.id)?.wanted ?? 'stopped' });
    if (secrets) this.secrets.set(definition.id, secrets);
  }

  async setWanted(id: string, wanted: StoredServer['wanted']): Promise<void> {
    const row = this.rows.get(id);
    if (row) this.rows.set(id, { ...row, wanted });
  }

  async delete(id: string): Promise<void> {
    this.rows.delete(id);
  }
}

/** Settings of a manager in tests. */
export const settings: ManagerSettings = {
  command: '/usr/bin/node',
  runnerScript: '/app/scripts/mcp-server-runner.js',
  host: '127.0.0.1',
  firstPort: 3001,
  defaultTransport: 'streamable',
  gatewayUrl: 'http://127.0.0.1:3000/mcp',
  restart: {},
  health: {},
  timeouts: {},
  containment: 'best-effort',
};

/** A manager on fakes. */
export interface Bench {
  readonly manager: Manager;
  readonly store: FakeStore;
  readonly processes: FakeProcesses;
  readonly events: ServerEvent[];
  readonly documents: Map<string, string>;
  readonly logged: string[];
}

/** Puts a manager on fakes together; `usedPorts` are in use by other programs. */
export async function createBench(
  options: { readonly store?: FakeStore; readonly usedPorts?: readonly number[] } = {},
): Promise<Bench> {
  const store = options.store ?? new FakeStore();
  const processes = new FakeProcesses();
  const events: ServerEvent[] = [];
  const documents = new Map<string, string>();
  const logged: string[] = [];
  const manager = await createManager({
    store,
    processes,
    events: {
      async append(event) {
        const kept = { ...event, seq: events.length + 1 };
        events.push(kept);
        return kept;
      },
    },
    figures: { latest: () => undefined },
    inspectDocument: (choice) => previewDocument(choice, fetch),
    documents: {
      async write(id, text) {
        documents.set(id, text);
        return `/home/documents/${id}`;
      },
      async remove(id) {
        documents.delete(id);
      },
    },
    log: { write: (level, text) => void logged.push(`${level} ${text}`) },
    settings,
    isPortFree: async (port) => !(options.usedPorts ?? []).includes(port),
  });
  return { manager, store, processes, events, documents, logged };
}

/** A small OpenAPI document as text. */
export const document = JSON.stringify({
  openapi: '3.1.0',
  info: { title: 'Weather', version: '1' },
  servers: [{ url: 'http://127.0.0.1:9' }],
  paths: {
    '/now': { get: { operationId: 'now', summary: 'The weather now', responses: { 200: { description: 'ok' } } } },
  },
});
