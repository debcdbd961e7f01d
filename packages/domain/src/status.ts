// Owns the words for what a server should be and what it is: two axes and a health beside them.
import * as z from 'zod';

/** What the user asked for. Only commands change it. */
export const Wanted = z.enum(['running', 'stopped']);
export type Wanted = z.infer<typeof Wanted>;

/** What is, as the public sees it (the supervisor's `ready` is shown as `running`). */
export const Status = z.enum(['stopped', 'queued', 'starting', 'running', 'stopping', 'backoff', 'failed', 'stuck']);
export type Status = z.infer<typeof Status>;

/** A second axis while running: `unknown` before it is ready, and for one that has never answered a check. */
export const Health = z.enum(['unknown', 'healthy', 'unhealthy']);
export type Health = z.infer<typeof Health>;
