// Owns what a supervisor tells its subscribers, ordered by `seq` per process.
import * as z from 'zod';
import { ChildMessage } from './managed-protocol.ts';
import { ExitReport, HealthCheck, HealthVerdict, ProcessInfo, ProcessMetrics } from './process.ts';

const base = { id: z.string(), seq: z.int(), at: z.string(), runId: z.int() };

/** One thing that happened to a process. */
export const ProcessEvent = z.discriminatedUnion('type', [
  /** The status, health or any other field of the info changed; `info` is the whole of it. */
  z.object({ ...base, type: z.literal('status'), info: ProcessInfo }),
  /** A run ended; comes after its last output. */
  z.object({ ...base, type: z.literal('exit'), report: ExitReport }),
  /** Text the process wrote; chunks end anywhere. */
  z.object({
    ...base,
    type: z.literal('output'),
    stream: z.enum(['stdout', 'stderr']),
    text: z.string(),
  }),
  /** A valid message of the managed protocol. */
  z.object({ ...base, type: z.literal('message'), message: ChildMessage }),
  /** A health check was made. */
  z.object({ ...base, type: z.literal('health'), check: HealthCheck }),
  /** What the checks add up to has changed. */
  z.object({ ...base, type: z.literal('verdict'), verdict: HealthVerdict }),
  /** A live run was measured: all of them every ten seconds, spread evenly. */
  z.object({ ...base, type: z.literal('metrics'), metrics: ProcessMetrics }),
  /** Output of `stream` that nobody is told: so many bytes, 0 when nobody can count them; `detail` says why. */
  z.object({
    ...base,
    type: z.literal('output-lost'),
    stream: z.enum(['stdout', 'stderr']),
    bytes: z.int(),
    detail: z.string().optional(),
  }),
  /** The id is not supervised any more. */
  z.object({ ...base, type: z.literal('removed') }),
]);
export type ProcessEvent = z.infer<typeof ProcessEvent>;
