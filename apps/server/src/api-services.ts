// Owns how the API's services are made from the packages behind them.
import type { ApiServices } from '@mcpm/api';
import { McpmError, type ProcessMetrics, type ServerEvent } from '@mcpm/domain';
import { clientGuide, commandGuide } from '@mcpm/manager';
import { createAccess } from './access.ts';
import type { Parts } from './parts.ts';
import { systemInfo } from './system-info.ts';

/** The services of one running manager. */
export function createServices(parts: Parts): ApiServices {
  const { manager, processes, logs, store, monitor, events, samples } = parts;
  return {
    servers: manager.servers,
    lifecycle: manager.lifecycle,
    guides: {
      previewDocument: parts.inspectDocument,
      async clientConfig(idOrName, client) {
        const { definition, status } = await manager.servers.getServer(idOrName);
        return clientGuide(client, definition, status.endpoints.gateway);
      },
      runnerCommand: async (idOrName) => commandGuide((await manager.servers.getServer(idOrName)).definition),
    },
    processes: {
      list: () => processes.listProcesses(),
      get: (id) => processes.getProcessInfo(id),
      async metrics(id, query) {
        const current = await processes.getProcessMetrics(id);
        const points = await monitor.series(id, query);
        return current ? { current, points } : { points };
      },
      health: (id) => store.health.latest(id, 200),
      runs: (id) => store.runs.latest(id, 50),
      async restart(id, options) {
        await manager.lifecycle.restartServer(id, options);
        const info = processes.getProcessInfo(id);
        if (!info) throw new McpmError('process_not_found', `There is no process "${id}".`);
        return info;
      },
      subscribe(listener) {
        const ends = [
          processes.subscribe((event) => (event.type === 'status' ? listener({ info: event.info }) : undefined)),
          samples.subscribe((metrics: ProcessMetrics) => listener({ metrics })),
        ];
        return () => ends.forEach((end) => end());
      },
    },
    logs: {
      query: (query) => logs.query(query),
      follow: (listener, filter) => logs.follow(listener, filter),
      write: (line) => logs.write(line),
    },
    events: {
      since: (seq, limit) => store.events.since(seq, limit),
      subscribe: (listener: (event: ServerEvent) => void) => events.subscribe(listener),
    },
    operations: store.operations,
    access: createAccess(store, parts.codes),
    system: {
      info: () => systemInfo(parts),
      isReady: () => parts.life.ready,
      async prometheus() {
        const servers = await manager.servers.listServers();
        monitor.setServers(
          servers.map(({ definition, status }) => ({
            id: definition.id,
            name: definition.name,
            status: status.status,
            health: status.health,
            restarts: status.restartCount,
          })),
        );
        return { contentType: monitor.contentType, text: await monitor.prometheus() };
      },
    },
  };
}
