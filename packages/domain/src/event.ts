// Owns the saved record of something that happened to a server, and of who did what.
import * as z from 'zod';

/** Something that happened to a server; ordered by `seq`. */
export const ServerEvent = z.object({
  seq: z.int(),
  /** ISO 8601. */
  at: z.string(),
  serverId: z.string(),
  serverName: z.string(),
  /** Such as `created`, `started`, `ready`, `exited`, `unhealthy`, `failed`, `stopped`, `deleted`. */
  type: z.string(),
  /** One sentence. */
  detail: z.string(),
  data: z.record(z.string(), z.unknown()).optional(),
});
export type ServerEvent = z.infer<typeof ServerEvent>;

/** Who did what through the API: one per changing request. */
export const Operation = z.object({
  seq: z.int(),
  at: z.string(),
  /** Name of the token that was shown, or `system`. */
  actor: z.string(),
  /** Such as `createServer`. */
  action: z.string(),
  /** What it was done to, such as a server's id. */
  target: z.string().optional(),
  requestId: z.string(),
  /** HTTP status of the answer. */
  result: z.int(),
});
export type Operation = z.infer<typeof Operation>;
