// Owns the messages between the supervisor and a managed runner over the IPC channel; both sides parse what they receive.
import * as z from 'zod';
import { Reason } from './reason.ts';

/** Latency of upstream calls in milliseconds over the last calls. */
export const Latency = z.object({ p50: z.number(), p95: z.number(), p99: z.number() });
export type Latency = z.infer<typeof Latency>;

/** What a managed child tells: it is ready, it is well, what it did, its tools changed, or why it cannot go on. */
export const ChildMessage = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('ready'),
    port: z.int().optional(),
    endpoint: z.string().optional(),
    tools: z.int(),
    warnings: z.int(),
  }),
  z.object({
    type: z.literal('health'),
    /** The id of the `health-check` this answers. */
    id: z.int(),
    eventLoopDelayMs: z.number(),
    connections: z.int(),
  }),
  z.object({
    type: z.literal('stats'),
    calls: z.int(),
    errors: z.int(),
    connections: z.int(),
    latency: Latency.optional(),
  }),
  z.object({ type: z.literal('tools-changed'), tools: z.int() }),
  z.object({ type: z.literal('failed'), reason: Reason }),
]);
export type ChildMessage = z.infer<typeof ChildMessage>;

/** What the supervisor asks of a managed child. */
export const ParentMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('health-check'), id: z.int() }),
  z.object({ type: z.literal('reload') }),
  z.object({ type: z.literal('shutdown') }),
]);
export type ParentMessage = z.infer<typeof ParentMessage>;

/** The variable that names the inherited listening descriptor. */
export const LISTEN_FD_VARIABLE = 'MCPM_LISTEN_FD';

/** Exit codes of a runner; 64, 65 and 78 are never restarted. */
export const ExitCode = {
  /** Asked to stop. */
  ok: 0,
  /** A bug. */
  bug: 1,
  /** Wrong usage of the command line. */
  usage: 64,
  /** The OpenAPI document cannot be used. */
  documentUnusable: 65,
  /** The OpenAPI document cannot be reached. */
  documentUnreachable: 69,
  /** The port is taken. */
  portInUse: 73,
  /** A configuration value is wrong. */
  configuration: 78,
} as const;
