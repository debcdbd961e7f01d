// Owns the handlers of records: logs of the fleet, events, operations.
import type { recordRoutes } from '../contract/record-routes.ts';
import type { Handlers } from '../route/handler.ts';
import type { ApiServices } from '../services.ts';

/** Handlers of every route of records. */
export function recordHandlers({
  logs,
  events,
  operations,
}: Pick<ApiServices, 'logs' | 'events' | 'operations'>): Pick<Handlers, keyof typeof recordRoutes> {
  return {
    queryLogs: async ({ query }) => ({ body: { lines: await logs.query(query) } }),
    listEvents: async ({ query }) => ({ body: { events: await events.since(query.since, query.limit) } }),
    listOperations: async ({ query }) => ({ body: { operations: await operations.latest(query.limit) } }),
  };
}
