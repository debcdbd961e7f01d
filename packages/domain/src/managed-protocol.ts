// Owns the messages between the supervisor and a managed runner over the IPC channel; both sides parse what they receive.
import * as z from 'zod';
import { LATENCY_BUCKETS_MS, LISTED_TOOLS } from './latency-buckets.ts';
import { Reason } from './reason.ts';

/** Latency of upstream calls in milliseconds over the last calls. */
export const Latency = z.object({ p50: z.number(), p95: z.number(), p99: z.number() });
export type Latency = z.infer<typeof Latency>;

/** What the calls of one tool came to since the run began; counts never go back. */
export const ToolFigures = z.object({
  /** `OTHER_TOOLS` for those that have no figures of their own. */
  tool: z.string(),
  calls: z.int(),
  errors: z.int(),
  /** Milliseconds that all calls took together. */
  totalMs: z.number(),
  /** Calls by what they took: a count for each bound of `LATENCY_BUCKETS_MS`, then one for slower ones. A call is in one of them. */
  buckets: z.array(z.int()).length(LATENCY_BUCKETS_MS.length + 1),
});
export type ToolFigures = z.infer<typeof ToolFigures>;

/** What keeps a child from more than it needs. */
export const Sandbox = z.object({
  /** `permission`: Node's permission model, without child processes, workers, addons, and with the files it was given; `none`: the rights of the user. */
  level: z.enum(['permission', 'none']),
  /** Why it is not more. */
  reason: z.string().optional(),
});
export type Sandbox = z.infer<typeof Sandbox>;

/** What a managed child tells: it is ready, it is well, what it did, its tools changed, or why it cannot go on. */
export const ChildMessage = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('ready'),
    port: z.int().optional(),
    endpoint: z.string().optional(),
    tools: z.int(),
    warnings: z.int(),
    /** What it really runs with. */
    sandbox: Sandbox.optional(),
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
    /** At most `LISTED_TOOLS` tools, those called first, and the others as one. */
    tools: z
      .array(ToolFigures)
      .max(LISTED_TOOLS + 1)
      .optional(),
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
