// Owns the verbs on servers: create, read, change, delete; definitions are checked before they are kept.
import { randomUUID } from 'node:crypto';
import {
  McpmError,
  refuseEndlessRestarts,
  RestartPolicy,
  type RestartChoice,
  type CreateServer,
  type Server,
  type ServerDefinition,
  type ServerStatus,
  type UpdateServer,
} from '@mcpm/domain';
import { choosePort } from './choose-port.ts';
import { changeNeeds, defineServer, redefineServer } from './definition.ts';
import { withPasswords } from './hidden-logins.ts';
import type { KeyedQueue } from './keyed-queue.ts';
import { locateDocument, nameDocument } from './locate-document.ts';
import type { DocumentFiles, DocumentInspector, EventStore, ProcessPort } from './ports.ts';
import { mergeSecrets } from './secrets.ts';
import type { ServerLifecycle } from './server-lifecycle.ts';
import type { ServerChange, ServerRegistry } from './server-registry.ts';
import type { ManagerSettings } from './settings.ts';

/** What the manager works with. */
export interface ManagerParts {
  readonly registry: ServerRegistry;
  readonly lifecycle: ServerLifecycle;
  readonly processes: ProcessPort;
  readonly documents: DocumentFiles;
  readonly inspectDocument: DocumentInspector;
  readonly events: EventStore;
  readonly queue: KeyedQueue;
  readonly settings: ManagerSettings;
  /** True when no program listens on this port of the servers' address. */
  readonly isPortFree: (port: number) => Promise<boolean>;
}

/** What came of a change. */
export interface UpdateOutcome {
  readonly server: Server;
  readonly needs: 'nothing' | 'restart';
  readonly applied: boolean;
}

/** Creates, reads, changes and deletes servers. Methods take an id or a name and reject with `server_not_found`. */
export class ServerManager {
  readonly #parts: ManagerParts;

  constructor(parts: ManagerParts) {
    this.#parts = parts;
  }

  /** Every server, in the order of creation. */
  async listServers(): Promise<readonly Server[]> {
    const { registry } = this.#parts;
    return registry.all().map((stored) => registry.describe(stored));
  }

  /** One server. */
  async getServer(idOrName: string): Promise<Server> {
    const { registry } = this.#parts;
    return registry.describe(registry.require(idOrName));
  }

  /** Its status alone. */
  async getStatus(idOrName: string): Promise<ServerStatus> {
    return (await this.getServer(idOrName)).status;
  }

  /** Calls `listener` with every change of any server; the answer ends it. */
  subscribe(listener: (change: ServerChange) => void): () => void {
    return this.#parts.registry.subscribe(listener);
  }

  /** Checks the document, keeps the definition and, with `autoStart`, starts it. Rejects with `document_unusable`, `document_unreachable`, `name_taken` or `port_taken`. */
  async createServer(asked: CreateServer): Promise<Server> {
    const { registry, documents, queue, settings } = this.#parts;
    const request = withPasswords(asked);
    this.#refuseTaken(request.name, request.port);
    this.#refuseEndless(request.restart);
    const located = locateDocument(request);
    await this.#parts.inspectDocument(located);
    const id = randomUUID();
    return queue.run('create', async () => {
      const transport = request.transport ?? settings.defaultTransport;
      const secrets = mergeSecrets({}, request);
      const openapiUrl =
        request.openapi === undefined ? located.openapiUrl : await documents.write(id, request.openapi);
      const port = await this.#portFor(transport, request.port);
      const facts = {
        id,
        now: new Date().toISOString(),
        transport,
        port,
        openapiUrl,
        secretNames: Object.keys(secrets),
      };
      const definition = defineServer(request, facts);
      try {
        await registry.insert(definition, secrets);
      } catch (error) {
        await documents.remove(id);
        throw error;
      }
      await this.#remember(definition, 'created', `Created from "${nameDocument(definition.openapiUrl)}".`);
      if (request.autoStart) await this.#parts.lifecycle.startServer(id);
      return this.getServer(id);
    });
  }

  /** Keeps a change; `apply` restarts a running server when the change needs it. */
  async updateServer(
    idOrName: string,
    asked: UpdateServer,
    options: { readonly apply: boolean },
  ): Promise<UpdateOutcome> {
    const { registry, documents, queue, lifecycle, processes } = this.#parts;
    const { definition: shown } = registry.require(idOrName);
    const { id } = shown;
    const request = withPasswords(asked, shown);
    const changesDocument = request.openapiUrl !== undefined || request.openapi !== undefined;
    const located = changesDocument ? locateDocument(request) : undefined;
    if (located) await this.#parts.inspectDocument(located);
    const needs = changeNeeds(request);
    await queue.run(id, async () => {
      const before = registry.require(id).definition;
      this.#refuseTaken(request.name, request.port ?? undefined, id);
      this.#refuseEndless({ ...before.restart, ...request.restart });
      const secrets = mergeSecrets(await registry.secretsOf(id), request);
      const transport = request.transport ?? before.transport;
      const port = await this.#portFor(transport, request.port === null ? undefined : (request.port ?? before.port));
      const openapiUrl =
        request.openapi === undefined
          ? (located?.openapiUrl ?? before.openapiUrl)
          : await documents.write(id, request.openapi);
      const facts = { now: new Date().toISOString(), transport, port, openapiUrl, secretNames: Object.keys(secrets) };
      const definition = redefineServer(before, request, facts);
      await registry.update(definition, secrets);
      await this.#remember(definition, 'updated', `Changed: ${Object.keys(request).join(', ')}.`);
    });
    const runs = processes.getProcessInfo(id)?.pid !== undefined;
    const applied = options.apply && needs === 'restart' && runs;
    if (applied) await lifecycle.restartServer(id, { wait: true });
    return { server: await this.getServer(id), needs: runs ? needs : 'nothing', applied };
  }

  /** Stops the process, then forgets the server and its document. */
  async deleteServer(idOrName: string): Promise<void> {
    const { registry, processes, documents, queue } = this.#parts;
    const { definition } = registry.require(idOrName);
    await queue.run(definition.id, async () => {
      await processes.removeProcess(definition.id);
      await registry.delete(definition.id);
      await documents.remove(definition.id);
      await this.#remember(definition, 'deleted', 'Deleted.');
    });
  }

  #refuseTaken(name: string | undefined, port: number | undefined, except?: string): void {
    const others = this.#parts.registry.all().filter(({ definition }) => definition.id !== except);
    if (name !== undefined && others.some(({ definition }) => definition.name === name)) {
      throw new McpmError('name_taken', `A server named "${name}" exists.`, {
        faults: [{ pointer: '/name', message: 'is taken' }],
      });
    }
    const holder = port === undefined ? undefined : others.find(({ definition }) => definition.port === port);
    if (holder) {
      const detail = `Port ${port} belongs to the server "${holder.definition.name}".`;
      throw new McpmError('port_taken', detail, { faults: [{ pointer: '/port', message: 'is taken' }] });
    }
  }

  #refuseEndless(choice: RestartChoice | undefined): void {
    refuseEndlessRestarts(RestartPolicy.parse({ ...this.#parts.settings.restart, ...choice }));
  }

  async #portFor(transport: ServerDefinition['transport'], given: number | undefined): Promise<number | undefined> {
    if (transport === 'stdio') return undefined;
    if (given !== undefined) return given;
    const { registry, settings, isPortFree } = this.#parts;
    const taken = new Set(
      registry.all().flatMap(({ definition }) => (definition.port === undefined ? [] : [definition.port])),
    );
    return choosePort({ first: settings.firstPort, taken, isFree: isPortFree });
  }

  async #remember(definition: ServerDefinition, type: string, detail: string): Promise<void> {
    const at = new Date().toISOString();
    await this.#parts.events.append({ at, serverId: definition.id, serverName: definition.name, type, detail });
  }
}
