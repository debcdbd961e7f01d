// Owns the routes of what was said and what happened across the fleet.
import { LogLine, LogQuery, Operation, ServerEvent } from '@mcpm/domain';
import * as z from 'zod';
import { route } from './route.ts';

const tag = 'records';
const limit = z.coerce.number().int().min(1).max(1000).default(100);

/** Every route of records by name. */
export const recordRoutes = {
  queryLogs: route({
    method: 'GET',
    path: '/api/logs',
    tag,
    summary: 'Read logs of the whole fleet',
    role: 'viewer',
    status: 200,
    changes: false,
    query: LogQuery,
    response: z.object({ lines: z.array(LogLine) }),
    errors: [],
  }),
  listEvents: route({
    method: 'GET',
    path: '/api/events',
    tag,
    summary: 'Read events',
    role: 'viewer',
    status: 200,
    changes: false,
    query: z.object({ since: z.coerce.number().int().min(0).default(0), limit }),
    response: z.object({ events: z.array(ServerEvent) }),
    errors: [],
  }),
  listOperations: route({
    method: 'GET',
    path: '/api/operations',
    tag,
    summary: 'Read who did what',
    role: 'admin',
    status: 200,
    changes: false,
    query: z.object({ limit }),
    response: z.object({ operations: z.array(Operation) }),
    errors: [],
  }),
} as const;
