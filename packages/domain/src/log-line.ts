// Owns one line of what was said, by a process or by us.
import * as z from 'zod';

/** What kind of line: output of a process, of the system, who did what, or what was measured. */
export const LogCategory = z.enum(['process', 'system', 'operation', 'performance']);
export type LogCategory = z.infer<typeof LogCategory>;

/** Severity; absent when the line itself does not say (never guessed from words). */
export const LogLevel = z.enum(['debug', 'info', 'warn', 'error']);
export type LogLevel = z.infer<typeof LogLevel>;

/** One redacted line. */
export const LogLine = z.object({
  /** Grows by one with each line of this manager. */
  seq: z.int(),
  /** ISO 8601 with milliseconds. */
  at: z.string(),
  category: LogCategory,
  /** Id of the process, when the line belongs to one. */
  processId: z.string().optional(),
  runId: z.int().optional(),
  stream: z.enum(['stdout', 'stderr', 'system']),
  level: LogLevel.optional(),
  text: z.string(),
});
export type LogLine = z.infer<typeof LogLine>;

/** Which lines: all given conditions hold together. */
export const LogQuery = z.object({
  processId: z.string().optional(),
  category: LogCategory.optional(),
  stream: z.enum(['stdout', 'stderr', 'system']).optional(),
  /** Exactly this level. */
  level: LogLevel.optional(),
  /** Text to find, or `/pattern/` or `/pattern/i`. */
  q: z.string().max(512).optional(),
  /** ISO 8601, inclusive. */
  since: z.iso.datetime({ offset: true }).optional(),
  /** ISO 8601, exclusive. */
  until: z.iso.datetime({ offset: true }).optional(),
  /** Only lines after this `seq`. */
  after: z.coerce.number().int().min(0).optional(),
  /** The last N of what matches. Default 200, at most 10,000. */
  tail: z.coerce.number().int().min(1).max(10_000).default(200),
});
export type LogQuery = z.infer<typeof LogQuery>;
