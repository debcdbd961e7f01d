// Owns the routes of the manager itself: liveness, readiness, version and host.
import * as z from 'zod';
import { route } from './route.ts';

const tag = 'system';

/** The manager and its host. Memory in bytes, times ISO 8601. */
export const SystemInfo = z.object({
  version: z.string(),
  node: z.string(),
  platform: z.string(),
  pid: z.int(),
  startTime: z.string(),
  uptimeMs: z.number(),
  memory: z.number(),
  cores: z.int(),
  home: z.string(),
  servers: z.object({ total: z.int(), running: z.int(), failed: z.int() }),
  defaults: z.object({ transport: z.string(), firstPort: z.int(), maxProcesses: z.int() }),
});
export type SystemInfo = z.infer<typeof SystemInfo>;

/** Every route of the system by name. */
export const systemRoutes = {
  getSystem: route({
    method: 'GET',
    path: '/api/system',
    tag,
    summary: 'Read version and host',
    role: 'viewer',
    status: 200,
    changes: false,
    response: SystemInfo,
    errors: [],
  }),
  livez: route({
    method: 'GET',
    path: '/livez',
    tag,
    summary: 'Is the manager alive',
    role: 'public',
    status: 200,
    changes: false,
    response: z.object({ status: z.literal('live') }),
    errors: [],
  }),
  readyz: route({
    method: 'GET',
    path: '/readyz',
    tag,
    summary: 'May the manager receive requests',
    role: 'public',
    status: 200,
    changes: false,
    response: z.object({ status: z.literal('ready') }),
    errors: ['shutting_down'],
  }),
} as const;
