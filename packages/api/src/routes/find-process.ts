// Owns the way from what a caller wrote to a process: its id, or the id or name of its server.
import { McpmError, type ProcessInfo } from '@mcpm/domain';
import type { ApiServices } from '../services.ts';

type Services = Pick<ApiServices, 'servers' | 'processes'>;

/** The process id, also of a server that has never run. Rejects with `process_not_found`. */
export async function findProcessId({ servers, processes }: Services, idOrName: string): Promise<string> {
  if (processes.get(idOrName) !== undefined) return idOrName;
  try {
    return (await servers.getServer(idOrName)).definition.id;
  } catch (error) {
    if (error instanceof McpmError && error.code === 'server_not_found') throw notFound(idOrName, error);
    throw error;
  }
}

/** The process itself. Rejects with `process_not_found`, also for a server that has never run. */
export async function findProcess(services: Services, idOrName: string): Promise<ProcessInfo> {
  const info = services.processes.get(await findProcessId(services, idOrName));
  if (info === undefined) throw notFound(idOrName);
  return info;
}

function notFound(idOrName: string, cause?: unknown): McpmError {
  return new McpmError('process_not_found', `There is no process of "${idOrName}".`, { cause });
}
