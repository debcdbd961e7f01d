// Owns how the packages are put together into one manager, and in which order it ends.
import { authorize, createApi, createGuard } from '@mcpm/api';
import { createGateway } from '@mcpm/gateway';
import { openLogBook, type LogBook } from '@mcpm/logs';
import { createManager, type DefinitionStore, type SystemLog, secretValues } from '@mcpm/manager';
import { Monitor } from '@mcpm/monitor';
import { loadSecretKey, openStore, type Store } from '@mcpm/store';
import { ProcessManager } from '@mcpm/supervisor';
import type { FastifyInstance } from 'fastify';
import { join } from 'node:path';
import { createServices } from './api-services.ts';
import { mountConsole } from './console-files.ts';
import { createDocumentInspector } from './document-inspector.ts';
import { createDocumentFiles } from './document-files.ts';
import { isForThisMachine, type Configuration } from './env.ts';
import { EventHub } from './event-hub.ts';
import { createDirectory, mountGateway } from './gateway-door.ts';
import type { Home } from './home.ts';
import { LoginCodes } from './login-codes.ts';
import { managerSettings, publicUrl } from './manager-settings.ts';
import type { Life, Parts } from './parts.ts';
import { isPortFree } from './port-probe.ts';
import { recordProcessEvents } from './process-records.ts';
import { startSampler } from './sampler.ts';

/** A manager put together but not yet listening. */
export interface Composition {
  readonly app: FastifyInstance;
  readonly parts: Parts;
  /** Ends everything in order: door, processes, records. */
  close(): Promise<void>;
}

function systemLog(logs: LogBook): SystemLog {
  return {
    write(level, text, error) {
      const why = error instanceof Error ? `: ${error.stack ?? error.message}` : '';
      logs.write({ category: 'system', stream: 'system', level, text: `${text}${why}` });
    },
  };
}

/** The store's servers, with every secret that passes made known to the logs, which hide it from then on. */
function hidingSecrets(store: Store, logs: LogBook): DefinitionStore {
  const { servers } = store;
  return {
    list: () => servers.list(),
    get: (idOrName) => servers.get(idOrName),
    insert(definition, secrets, wanted) {
      logs.addSecrets(secretValues(secrets));
      return servers.insert(definition, secrets, wanted);
    },
    update(definition, secrets) {
      logs.addSecrets(secretValues(secrets ?? {}));
      return servers.update(definition, secrets);
    },
    setWanted: (id, wanted) => servers.setWanted(id, wanted),
    delete: (id) => servers.delete(id),
    async secretsOf(id) {
      const secrets = await servers.secretsOf(id);
      logs.addSecrets(secretValues(secrets));
      return secrets;
    },
  };
}

/** Opens the records, builds the manager and mounts every door on one Fastify instance. */
export async function compose(configuration: Configuration, home: Home, version: string): Promise<Composition> {
  const secretKey = await loadSecretKey(join(home.config, 'secret.key'), configuration.MCPM_SECRET_KEY);
  const file = configuration.DATABASE_URL?.replace(/^file:/, '') ?? join(home.data, 'mcpm.db');
  const store = await openStore({ file, secretKey });
  const logs = await openLogBook({
    directory: home.logs,
    maxFiles: configuration.LOG_MAX_FILES,
    maxSize: configuration.LOG_MAX_SIZE,
    level: configuration.LOG_LEVEL,
  });
  const life: Life = { ready: false, url: publicUrl(configuration), startedAt: new Date(), version };
  const log = systemLog(logs);
  const processes = new ProcessManager({ runDir: home.run, maxProcesses: configuration.MCPM_MAX_PROCESSES });
  const monitor = new Monitor({ rollups: store.metrics });
  const onError = (error: unknown): void => log.write('error', 'A listener failed.', error);
  const events: Parts['events'] = new EventHub(onError);
  const samples: Parts['samples'] = new EventHub(onError);
  const unrecord = processes.subscribe(recordProcessEvents(logs, store, log));
  const inspectDocument = createDocumentInspector({
    opened: configuration.MCPM_ALLOW_PRIVATE,
    thisMachine: isForThisMachine(configuration),
  });
  const manager = await createManager({
    store: hidingSecrets(store, logs),
    processes,
    events: {
      async append(event) {
        const kept = await store.events.append(event);
        events.publish(kept);
        return kept;
      },
    },
    figures: monitor,
    documents: createDocumentFiles(home.documents),
    inspectDocument,
    log,
    settings: managerSettings(configuration, life, home),
    isPortFree: (port) => isPortFree('127.0.0.1', port),
  });
  const sampler = startSampler({
    processes,
    monitor,
    log,
    onSample(sample) {
      samples.publish(sample);
      manager.refresh(sample.id);
    },
  });
  const parts: Parts = {
    configuration,
    store,
    logs,
    monitor,
    processes,
    manager,
    inspectDocument,
    events,
    samples,
    codes: new LoginCodes(),
    log,
    life,
  };
  const services = createServices(parts);
  const places = { allowedHosts: configuration.MCPM_ALLOWED_HOSTS, allowedOrigins: configuration.MCPM_ALLOWED_ORIGINS };
  const app = await createApi({
    ...places,
    services,
    version,
    secureCookie: configuration.MCPM_BEHIND_TLS,
    metricsNeedToken: !isForThisMachine(configuration),
  });
  const gateway = createGateway({
    directory: createDirectory(manager.servers, processes),
    onError: (error, serverId) => log.write('warn', `The gateway had trouble with server ${serverId}.`, error),
  });
  const guard = createGuard({ ...places, access: services.access });
  const isOpen = isForThisMachine(configuration);
  await mountGateway(app, {
    gateway,
    // Where only this machine calls, every program of this user may call, as it may call the servers' own ports.
    async guard({ raw }) {
      if (isOpen) return undefined;
      const principal = await guard.authenticate(raw);
      authorize(principal, 'developer');
      return principal;
    },
  });
  await mountConsole(app, configuration.consoleDirectory);
  return {
    app,
    parts,
    async close() {
      life.ready = false;
      manager.close();
      await gateway.close();
      await app.close();
      await processes.shutdown();
      unrecord();
      await sampler.close();
      await logs.close();
      await store.close();
    },
  };
}
