// Owns what is said of a server as a whole: wanted, actual, why, and where to reach it.
import * as z from 'zod';
import { Sandbox } from './managed-protocol.ts';
import { Reason } from './reason.ts';
import { Health, Status, Wanted } from './status.ts';
import { ServerDefinition } from './server-definition.ts';

/** Answer of `GET /api/servers/{id}/status`. */
export const ServerStatus = z.object({
  id: z.string(),
  name: z.string(),
  wanted: Wanted,
  status: Status,
  health: Health,
  /** Why it is not simply running; always there for `backoff`, `failed`, `stuck` and unhealthy. */
  reason: Reason.optional(),
  runId: z.int(),
  pid: z.int().optional(),
  /** ISO 8601; of the current run. */
  startTime: z.string().optional(),
  /** Milliseconds since the current run began. */
  uptimeMs: z.number().optional(),
  restartCount: z.int(),
  /** ISO 8601; next try while `backoff`. */
  retryAt: z.string().optional(),
  lastHealthCheck: z.string().optional(),
  tools: z.int().optional(),
  connections: z.int().optional(),
  /** What keeps its process from more than it needs; absent while nothing runs. */
  sandbox: Sandbox.optional(),
  /** Response time of upstream calls in milliseconds. */
  responseTime: z.object({ p50: z.number(), p95: z.number() }).optional(),
  /** Percent of one core. */
  cpuUsage: z.number().optional(),
  /** Bytes. */
  memoryUsage: z.number().optional(),
  /** Where clients reach it: directly (absent for stdio) and through the gateway. */
  endpoints: z.object({ direct: z.string().optional(), gateway: z.string() }),
});
export type ServerStatus = z.infer<typeof ServerStatus>;

/** A server in lists and on the stream: definition and status side by side. */
export const Server = z.object({ definition: ServerDefinition, status: ServerStatus });
export type Server = z.infer<typeof Server>;
