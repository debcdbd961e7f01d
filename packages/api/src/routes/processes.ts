// Owns the handlers of processes.
import type { processRoutes } from '../contract/process-routes.ts';
import type { Handlers } from '../route/handler.ts';
import type { ApiServices } from '../services.ts';
import { downloadLines } from './download-lines.ts';
import { findProcess, findProcessId } from './find-process.ts';

/** Handlers of every route of processes. */
export function processHandlers(
  services: Pick<ApiServices, 'servers' | 'processes' | 'logs'>,
): Pick<Handlers, keyof typeof processRoutes> {
  const { processes, logs } = services;
  return {
    listProcesses: async () => ({ body: { processes: processes.list() } }),
    getProcess: async ({ params }) => ({ body: await findProcess(services, params.id) }),
    getProcessLogs: async ({ params, query: { format, ...query } }) => {
      const processId = await findProcessId(services, params.id);
      const lines = await logs.query({ ...query, processId });
      return format === 'ndjson' ? downloadLines(params.id, lines) : { body: { lines } };
    },
    getProcessMetrics: async ({ params, query }) => ({
      body: await processes.metrics(await findProcessId(services, params.id), query),
    }),
    restartProcess: async ({ params, query }) => {
      const { id } = await findProcess(services, params.id);
      return { body: await processes.restart(id, query) };
    },
    getProcessHealth: async ({ params }) => ({
      body: { checks: await processes.health(await findProcessId(services, params.id)) },
    }),
    listProcessRuns: async ({ params }) => ({
      body: { runs: await processes.runs(await findProcessId(services, params.id)) },
    }),
  };
}
