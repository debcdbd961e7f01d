// Owns the five topics, fed by the services from the moment they are opened.
import type { ProcessInfo, ProcessMetrics } from '@mcpm/domain';
import type { ServerItem, Topic } from '../contract/stream.ts';
import type { ApiServices } from '../services.ts';
import { eventTopic, logTopic } from './record-topics.ts';
import { StateTopic } from './state-topic.ts';
import type { TopicSource } from './topic.ts';

/** Every topic by name, and the way to end them. */
export interface Topics {
  readonly sources: Readonly<Record<Topic, TopicSource>>;
  close(): void;
}

/** Opens the topics; `startSeq` is the number before the first item of those that are numbered here. */
export function openTopics(
  services: Pick<ApiServices, 'servers' | 'processes' | 'logs' | 'events'>,
  startSeq: number,
): Topics {
  const servers = new StateTopic<ServerItem>({
    startSeq,
    idOf: (item) => ('removed' in item ? item.removed : item.definition.id),
    snapshot: () => services.servers.listServers(),
  });
  const processes = new StateTopic<ProcessInfo>({
    startSeq,
    idOf: ({ id }) => id,
    snapshot: async () => services.processes.list(),
  });
  const metrics = new StateTopic<ProcessMetrics>({ startSeq, idOf: ({ id }) => id });
  const endings = [
    services.servers.subscribe((change) => servers.add('server' in change ? change.server : change)),
    services.processes.subscribe((change) => {
      if ('info' in change) processes.add(change.info);
      else metrics.add(change.metrics);
    }),
  ];
  const logs = logTopic(services.logs);
  const events = eventTopic(services.events);
  return {
    sources: { servers, processes, metrics, logs, events },
    close() {
      for (const end of endings) end();
      for (const topic of [servers, processes, metrics]) topic.close();
    },
  };
}
