// Owns topics that are kept elsewhere with numbers of their own: log lines and events.
import { LogQuery, type ServerEvent } from '@mcpm/domain';
import type { EventService, LogService } from '../services.ts';
import type { Delivery, TopicSource } from './topic.ts';

/** Items sent again to a reader that comes back; of more it gets the last and a gap. */
const REPLAY_MAX = 1000;
/** Lines looked through for the count of a gap: the most a query gives. */
const LOOK_BACK = 10_000;
const EVENT_PAGE = 1000;

/** Log lines, narrowed by the whole filter. */
export function logTopic(logs: Pick<LogService, 'query' | 'follow'>): TopicSource {
  return {
    async begin({ filter, since }) {
      if (since === undefined) return [];
      const lines = await logs.query(LogQuery.parse({ ...filter, after: since, tail: LOOK_BACK }));
      return lastOf(lines, lines.length);
    },
    follow: ({ filter }, listener) => logs.follow((lines) => listener(lines.map(numbered)), filter),
  };
}

/** Events, narrowed by the server they happened to. */
export function eventTopic(events: EventService): TopicSource {
  return {
    async begin({ filter, since }) {
      if (since === undefined) return [];
      let last: readonly ServerEvent[] = [];
      let count = 0;
      for (let cursor = since; ;) {
        const page = await events.since(cursor, EVENT_PAGE);
        const selected = page.filter((event) => concerns(event, filter.processId));
        last = [...last, ...selected].slice(-REPLAY_MAX);
        count += selected.length;
        const newest = page.at(-1);
        if (newest === undefined || page.length < EVENT_PAGE) return lastOf(last, count);
        cursor = newest.seq;
      }
    },
    follow: ({ filter }, listener) =>
      events.subscribe((event) => {
        if (concerns(event, filter.processId)) listener([numbered(event)]);
      }),
  };
}

function concerns(event: ServerEvent, processId: string | undefined): boolean {
  return processId === undefined || event.serverId === processId;
}

function lastOf(records: readonly { readonly seq: number }[], count: number): readonly Delivery[] {
  const items = records.slice(-REPLAY_MAX).map(numbered);
  if (items.length === 0) return [];
  return count > items.length ? [{ missed: count - items.length }, { items }] : [{ items }];
}

function numbered<T extends { readonly seq: number }>(data: T): { readonly seq: number; readonly data: T } {
  return { seq: data.seq, data };
}
