// Owns what the manager does with process events: tell subscribers, and keep what is worth remembering.
import type { ProcessEvent, ProcessInfo, ServerEvent } from '@mcpm/domain';
import type { EventStore, ProcessPort, SystemLog } from './ports.ts';
import type { ServerRegistry } from './server-registry.ts';

/** An event about to be kept. */
type NewEvent = Omit<ServerEvent, 'seq'>;

/** What the watch works with. */
export interface WatchParts {
  readonly registry: ServerRegistry;
  readonly processes: Pick<ProcessPort, 'subscribe'>;
  readonly events: EventStore;
  readonly log: SystemLog;
}

type Told = Pick<NewEvent, 'type' | 'detail' | 'data'>;

/** What a change of a process's info is worth telling; nothing when neither status nor health changed. */
function eventOfStatus(before: ProcessInfo | undefined, info: ProcessInfo): Told | undefined {
  if (before?.status === info.status && before.health === info.health && before.runId === info.runId) return undefined;
  const data = { runId: info.runId, pid: info.pid, reason: info.reason?.code };
  if (info.health === 'unhealthy' && before?.health !== 'unhealthy') {
    return { type: 'unhealthy', detail: info.reason?.detail ?? 'The process does not answer.', data };
  }
  if (before?.status === info.status && before.runId === info.runId) return undefined;
  switch (info.status) {
    case 'running':
      return { type: 'ready', detail: `Ready as process ${info.pid ?? '?'} with ${info.tools ?? 0} tools.`, data };
    case 'backoff':
      return {
        type: 'backoff',
        detail: `${info.reason?.detail ?? 'The process ended.'} Next try at ${info.retryAt ?? 'once'}.`,
        data,
      };
    case 'failed':
      return { type: 'failed', detail: info.reason?.detail ?? 'Gave up.', data };
    case 'stuck':
      return { type: 'stuck', detail: info.reason?.detail ?? 'The process cannot be killed.', data };
    case 'stopped':
      return before === undefined ? undefined : { type: 'stopped', detail: 'Stopped.', data };
    default:
      return undefined;
  }
}

/** What a process event is worth telling. */
function eventOf(event: ProcessEvent, before: ProcessInfo | undefined): Told | undefined {
  if (event.type === 'status') return eventOfStatus(before, event.info);
  if (event.type !== 'exit') return undefined;
  const { exitCode, signal, cause, pid, uptimeMs } = event.report;
  const how = signal === null ? `with code ${exitCode ?? '?'}` : `by ${signal}`;
  return {
    type: 'exited',
    detail: `Process ${pid ?? '?'} ended ${how} (${cause}).`,
    data: { runId: event.runId, pid, exitCode, signal, cause, uptimeMs },
  };
}

/** Follows every process until the answer is called: announces servers and keeps events. */
export function watchProcesses(parts: WatchParts): () => void {
  const { registry, processes, events, log } = parts;
  const last = new Map<string, ProcessInfo>();
  const keep = (id: string, told: Told): void => {
    const stored = registry.all().find(({ definition }) => definition.id === id);
    if (!stored) return;
    const event = { ...told, at: new Date().toISOString(), serverId: id, serverName: stored.definition.name };
    events
      .append(event)
      .catch((error: unknown) => log.write('error', `An event of ${event.serverName} could not be kept.`, error));
  };
  return processes.subscribe((event) => {
    const told = eventOf(event, last.get(event.id));
    if (event.type === 'status') last.set(event.id, event.info);
    if (event.type === 'removed') last.delete(event.id);
    if (told) keep(event.id, told);
    if (event.type === 'status') registry.announce(event.id);
  });
}
