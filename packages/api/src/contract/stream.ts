// Owns the live stream's words: topics, what a client may say, and the frames it gets.
import { LogLine, LogQuery, ProcessInfo, ProcessMetrics, Server, ServerEvent } from '@mcpm/domain';
import * as z from 'zod';

/** Path of the WebSocket. */
export const STREAM_PATH = '/api/stream';

/** What a server's item on the stream is: the whole server, or word that it is gone. */
export const ServerItem = z.union([Server, z.object({ removed: z.string() })]);
export type ServerItem = z.infer<typeof ServerItem>;

/** What each topic's items are. `servers` and `processes` begin with all there are. */
export const topicItems = {
  servers: ServerItem,
  processes: ProcessInfo,
  metrics: ProcessMetrics,
  logs: LogLine,
  events: ServerEvent,
} as const;

/** A topic of the stream. */
export const Topic = z.enum(['servers', 'processes', 'metrics', 'logs', 'events']);
export type Topic = z.infer<typeof Topic>;

/** Narrows a subscription; `logs` takes all of it, the others `processId`. */
export const StreamFilter = LogQuery.pick({ processId: true, category: true, stream: true, level: true, q: true });
export type StreamFilter = z.infer<typeof StreamFilter>;

/** What a client may send. */
export const ClientFrame = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('subscribe'),
    topic: Topic,
    filter: StreamFilter.optional(),
    /** Last `seq` the client has; what came after is sent again, or a gap is told. */
    since: z.int().min(0).optional(),
  }),
  z.strictObject({ type: z.literal('unsubscribe'), topic: Topic }),
]);
export type ClientFrame = z.infer<typeof ClientFrame>;

/** What the manager sends; `data` items are of the topic's schema. */
export const ServerFrame = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('data'),
    topic: Topic,
    /** True for the first frame of a subscription to `servers` or `processes`: everything there is. */
    snapshot: z.boolean().optional(),
    items: z.array(z.object({ seq: z.int(), data: z.unknown() })),
  }),
  /** `missed` items are gone and will not come. */
  z.object({ type: z.literal('gap'), topic: Topic, missed: z.int() }),
  z.object({ type: z.literal('heartbeat'), at: z.string() }),
  z.object({ type: z.literal('error'), code: z.string(), detail: z.string(), next: z.string() }),
]);
export type ServerFrame = z.infer<typeof ServerFrame>;
