// Owns what was measured over time.
import * as z from 'zod';

/** One step of a series; figures are averages over the step (calls and errors: counted in it). */
export const MetricPoint = z.object({
  /** ISO 8601; start of the step. */
  at: z.string(),
  cpu: z.number(),
  memory: z.number(),
  eventLoopDelayMs: z.number().optional(),
  connections: z.number().optional(),
  calls: z.number().optional(),
  errors: z.number().optional(),
  p50: z.number().optional(),
  p95: z.number().optional(),
  p99: z.number().optional(),
});
export type MetricPoint = z.infer<typeof MetricPoint>;

/** How far back and how fine. */
export const MetricQuery = z.object({
  /** Such as `15m`, `1h`, `24h`. Default `15m`. */
  range: z
    .string()
    .regex(/^\d{1,4}[smhd]$/, 'write a number and s, m, h or d, such as 15m')
    .default('15m'),
  /** Such as `10s`, `1m`. Default `10s`. */
  step: z
    .string()
    .regex(/^\d{1,4}[smhd]$/, 'write a number and s, m, h or d, such as 10s')
    .default('10s'),
});
export type MetricQuery = z.infer<typeof MetricQuery>;
