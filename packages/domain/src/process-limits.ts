// Owns what one process may use before it is started anew.
import * as z from 'zod';

/** Limits of one process; absent means none. A breach is named in the reason of the exit. */
export const ProcessLimits = z.object({
  /** Resident memory in bytes that three samples in a row may not exceed: then it is restarted in good order. */
  memorySoft: z.int().min(1).optional(),
  /** Memory in bytes it never gets: by the kernel where a cgroup can (`memory.max`), else by the heap of a Node program (75 % of it), and by one sample above. */
  memoryHard: z.int().min(1).optional(),
  /** Percent of one core that three samples in a row may not exceed. */
  cpu: z.number().min(1).optional(),
  /** Open file descriptors; the kernel gives no more (`RLIMIT_NOFILE`), and three samples at the limit restart it. */
  openFiles: z.int().min(16).optional(),
  /** Milliseconds of readiness after which it is restarted in good order. */
  ageMs: z.int().min(1000).optional(),
});
export type ProcessLimits = z.infer<typeof ProcessLimits>;
