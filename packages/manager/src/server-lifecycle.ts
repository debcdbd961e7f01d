// Owns starting and stopping servers: keeps what is wanted, then lets the supervisor make it so.
import { McpmError, type ProcessSpecInput, type ServerStatus, type Transport } from '@mcpm/domain';
import { buildProcess } from './build-process.ts';
import type { KeyedQueue } from './keyed-queue.ts';
import type { ProcessPort, StoredServer, SystemLog } from './ports.ts';
import { reconcile } from './reconcile.ts';
import type { ServerRegistry } from './server-registry.ts';
import type { ManagerSettings } from './settings.ts';

/** What the lifecycle works with. */
export interface LifecycleParts {
  readonly registry: ServerRegistry;
  readonly processes: ProcessPort;
  readonly queue: KeyedQueue;
  readonly log: SystemLog;
  readonly settings: ManagerSettings;
}

/** How long a command waits: for the settled state, or not at all. */
export interface WaitOptions {
  /** Default false: answer at once. */
  readonly wait?: boolean | undefined;
}

/** Starts and stops servers. Every method takes an id or a name and rejects with `server_not_found`. */
export class ServerLifecycle {
  readonly #parts: LifecycleParts;

  constructor(parts: LifecycleParts) {
    this.#parts = parts;
  }

  /** Wants the server running and starts its process; with `wait` the answer is the settled state, failed ones with their reason. */
  async startServer(idOrName: string, options: WaitOptions = {}): Promise<ServerStatus> {
    const { registry, processes, queue } = this.#parts;
    const { id } = registry.require(idOrName).definition;
    const started = await queue.run(id, async () => {
      const stored = await registry.setWanted(id, 'running');
      const spec = await this.#processOf(stored);
      return { settled: processes.startProcess(spec) };
    });
    return this.#answer(id, started.settled, options);
  }

  /** Starts a server whose transport is `streamable`; `transport_mismatch` otherwise. */
  startStreamableServer(idOrName: string, options: WaitOptions = {}): Promise<ServerStatus> {
    return this.#startAs('streamable', idOrName, options);
  }

  /** Starts a server whose transport is `sse`; `transport_mismatch` otherwise. */
  startSseServer(idOrName: string, options: WaitOptions = {}): Promise<ServerStatus> {
    return this.#startAs('sse', idOrName, options);
  }

  /** Wants the server stopped and ends its process; `force` kills at once. */
  async stopServer(
    idOrName: string,
    options: WaitOptions & { readonly force?: boolean | undefined } = {},
  ): Promise<ServerStatus> {
    const { registry, processes, queue } = this.#parts;
    const { id } = registry.require(idOrName).definition;
    const stopped = await queue.run(id, async () => {
      await registry.setWanted(id, 'stopped');
      const known = processes.getProcessInfo(id) !== undefined;
      return { settled: known ? processes.stopProcess(id, { force: options.force ?? false }) : Promise.resolve() };
    });
    return this.#answer(id, stopped.settled, options);
  }

  /** Wants the server running and gives it a new process, made from its definition as it now is. */
  async restartServer(idOrName: string, options: WaitOptions = {}): Promise<ServerStatus> {
    const { registry, processes, queue } = this.#parts;
    const { id } = registry.require(idOrName).definition;
    // The old process may take its time to end: the place in the queue is held meanwhile, the caller is not.
    const restarted = queue.run(id, async () => {
      const stored = await registry.setWanted(id, 'running');
      const spec = await this.#processOf(stored);
      if (processes.getProcessInfo(id) !== undefined) await processes.stopProcess(id);
      return { settled: processes.startProcess(spec) };
    });
    const settled = restarted.then((launched) => launched.settled);
    return this.#answer(id, settled, options);
  }

  /** Brings processes to what is wanted, at boot. Does not wait for readiness. */
  async reconcileAll(): Promise<void> {
    const { registry, processes, log } = this.#parts;
    const servers = registry.all();
    const wanted = new Map(servers.map((stored) => [stored.definition.id, stored.wanted]));
    const actual = new Map(
      servers.flatMap(({ definition: { id } }) => {
        const info = processes.getProcessInfo(id);
        return info ? [[id, info.status] as const] : [];
      }),
    );
    for (const action of reconcile(wanted, actual)) {
      const done = action.type === 'start' ? this.startServer(action.id) : this.stopServer(action.id);
      await done.catch((error: unknown) =>
        log.write('error', `Server ${action.id} could not be brought to what is wanted.`, error),
      );
    }
  }

  async #startAs(transport: Transport, idOrName: string, options: WaitOptions): Promise<ServerStatus> {
    const { definition } = this.#parts.registry.require(idOrName);
    if (definition.transport !== transport) {
      throw new McpmError(
        'transport_mismatch',
        `The server "${definition.name}" speaks ${definition.transport}, not ${transport}.`,
      );
    }
    return this.startServer(definition.id, options);
  }

  async #processOf(stored: StoredServer): Promise<ProcessSpecInput> {
    const { registry, settings } = this.#parts;
    return buildProcess(stored.definition, await registry.secretsOf(stored.definition.id), settings);
  }

  /** The status now, or once settled; a failure that the status explains is told by the status. */
  async #answer(id: string, settled: Promise<unknown>, options: WaitOptions): Promise<ServerStatus> {
    const { registry, processes, log } = this.#parts;
    const told = settled.catch((error: unknown) => {
      if (!(error instanceof McpmError)) log.write('error', `A command on server ${id} failed.`, error);
      if (processes.getProcessInfo(id)?.reason === undefined) throw error;
    });
    if (options.wait) await told;
    else {
      // Failures at once (no slot, no secret, a taken port) are the caller's; later ones are told by the status.
      await Promise.race([told, new Promise((resolve) => setImmediate(resolve))]);
      told.catch((error: unknown) => log.write('error', `Server ${id} could not be started.`, error));
    }
    return registry.describe(registry.require(id)).status;
  }
}
