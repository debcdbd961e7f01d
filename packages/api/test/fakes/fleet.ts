// Owns a fleet in memory: servers that start and stop at once, and a process for each that was started.
import {
  McpmError,
  type CreateServer,
  type ProcessInfo,
  type ProcessMetrics,
  type Server,
  type ServerDefinition,
  type ServerStatus,
} from '@mcpm/domain';
import type { LifecycleService, ProcessChange, ProcessService, ServerChange, ServerService } from '../../src/index.ts';
import { Listeners } from './listeners.ts';

const AT = '2026-01-02T03:04:05.000Z';

/** Servers, lifecycle and processes over one map. */
export class FakeFleet {
  readonly #servers = new Map<string, Server>();
  readonly #processes = new Map<string, ProcessInfo>();
  readonly serverListeners = new Listeners<ServerChange>();
  readonly processListeners = new Listeners<ProcessChange>();
  #created = 0;
  /** Changes of `createServer` that reached the fleet. */
  readonly creations: CreateServer[] = [];
  /** Makes the next creation end with this error. */
  nextError: Error | undefined;

  readonly servers: ServerService = {
    createServer: async (input) => {
      this.creations.push(input);
      const error = this.nextError;
      this.nextError = undefined;
      if (error) throw error;
      if (this.#find(input.name)) throw new McpmError('name_taken', `The name "${input.name}" is taken.`);
      return this.#put(define(`srv_${(this.#created += 1)}`, input));
    },
    getServer: async (idOrName) => this.#get(idOrName),
    listServers: async () => [...this.#servers.values()],
    updateServer: async (idOrName, { name }, { apply }) => {
      const { definition, status } = this.#get(idOrName);
      const server = this.#put({ ...definition, ...(name !== undefined && { name }) }, status);
      return { server, needs: 'restart', applied: apply };
    },
    deleteServer: async (idOrName) => {
      const { id } = this.#get(idOrName).definition;
      this.#servers.delete(id);
      this.serverListeners.tell({ removed: id });
    },
    getStatus: async (idOrName) => this.#get(idOrName).status,
    subscribe: this.serverListeners.add,
  };

  readonly lifecycle: LifecycleService = {
    startServer: async (idOrName, { wait }) => this.#turn(idOrName, wait ? 'running' : 'starting'),
    stopServer: async (idOrName, { wait }) => this.#turn(idOrName, wait ? 'stopped' : 'stopping'),
    restartServer: async (idOrName, { wait }) => this.#turn(idOrName, wait ? 'running' : 'starting'),
  };

  readonly processes: ProcessService = {
    list: () => [...this.#processes.values()],
    get: (id) => this.#processes.get(id),
    metrics: async (id) => ({ current: measure(id, 1), points: [{ at: AT, cpu: 1, memory: 2 }] }),
    health: async (id) => [{ id, runId: 1, at: AT, ok: true, durationMs: 3 }],
    runs: async () => [
      { runId: 1, exitCode: 0, signal: null, cause: 'asked', startedAt: AT, endedAt: AT, uptimeMs: 4 },
    ],
    restart: async (id, { wait }) => {
      this.#turn(id, wait ? 'running' : 'starting');
      return this.#processes.get(id)!;
    },
    subscribe: this.processListeners.add,
  };

  #find(idOrName: string): Server | undefined {
    return (
      this.#servers.get(idOrName) ?? [...this.#servers.values()].find(({ definition }) => definition.name === idOrName)
    );
  }

  #get(idOrName: string): Server {
    const server = this.#find(idOrName);
    if (!server) throw new McpmError('server_not_found', `There is no server "${idOrName}".`);
    return server;
  }

  #put(definition: ServerDefinition, status: ServerStatus = rest(definition)): Server {
    const server = { definition, status: { ...status, name: definition.name } };
    this.#servers.set(definition.id, server);
    this.serverListeners.tell({ server });
    return server;
  }

  #turn(idOrName: string, status: ServerStatus['status']): ServerStatus {
    const { definition, status: before } = this.#get(idOrName);
    const { id, name } = definition;
    const wanted = status === 'stopped' || status === 'stopping' ? 'stopped' : 'running';
    const info: ProcessInfo = {
      id,
      name,
      runId: 1,
      wanted,
      status,
      health: 'unknown',
      command: 'node',
      args: [],
      restartCount: 0,
    };
    this.#processes.set(id, info);
    this.processListeners.tell({ info });
    return this.#put(definition, { ...before, wanted, status }).status;
  }
}

/** A measurement with a figure to tell it by. */
export function measure(id: string, cpu: number): ProcessMetrics {
  return { id, runId: 1, pid: 7, at: AT, cpu, memory: 1024, uptimeMs: 5 };
}

function define(id: string, input: CreateServer): ServerDefinition {
  const { name, kind, transport = 'streamable', openapiUrl = '/home/inline.json', tags, authToken } = input;
  const secretNames = authToken === undefined ? [] : ['authToken'];
  const base = {
    id,
    name,
    kind,
    transport,
    endpoint: '/mcp',
    openapiUrl,
    inline: input.openapi !== undefined,
    secretNames,
    createdAt: AT,
    updatedAt: AT,
  };
  return { ...base, ...(tags && { tags }) };
}

function rest({ id, name }: ServerDefinition): ServerStatus {
  return {
    id,
    name,
    wanted: 'stopped',
    status: 'stopped',
    health: 'unknown',
    runId: 0,
    restartCount: 0,
    endpoints: { gateway: `http://127.0.0.1:3000/mcp/${name}` },
  };
}
