// Owns when and how often a process that ended is started again, how it is checked, and how long it may take.
import * as z from 'zod';

const restart = {
  /** `always`: after any exit; `on-failure`: after a non-zero exit or signal; `never`. Default `always`. */
  mode: z.enum(['always', 'on-failure', 'never']),
  /** Unstable exits inside the window before the process is given up as `failed`. Default 10. */
  maxRetries: z.int().min(0).max(1000),
  /** Length of the sliding crash-loop window, in milliseconds. Default 10 minutes. */
  windowMs: z.int().min(1000),
  /** First delay after an unstable exit, in milliseconds; doubles each time. Default 1,000. */
  initialDelayMs: z.int().min(0),
  /** Longest delay, in milliseconds. Default 60,000. */
  maxDelayMs: z.int().min(1),
  /** Continuous readiness after which the count starts anew, in milliseconds. Default 60,000. */
  stableAfterMs: z.int().min(0),
};

/** Restart policy with its limits, every default filled in. */
export const RestartPolicy = z.object({
  mode: restart.mode.default('always'),
  maxRetries: restart.maxRetries.default(10),
  windowMs: restart.windowMs.default(600_000),
  initialDelayMs: restart.initialDelayMs.default(1000),
  maxDelayMs: restart.maxDelayMs.default(60_000),
  stableAfterMs: restart.stableAfterMs.default(60_000),
});
export type RestartPolicy = z.infer<typeof RestartPolicy>;

/** The fields of a restart policy that someone chose; nothing is filled in. */
export const RestartChoice = z.strictObject(restart).partial();
export type RestartChoice = z.infer<typeof RestartChoice>;

const health = {
  /** Time between two checks, in milliseconds. Default 30,000. */
  intervalMs: z.int().min(50),
  /** Time a check may take, in milliseconds. Default 5,000. */
  timeoutMs: z.int().min(10),
  /** Failures, in a row or among so many checks and two more, that make a process unhealthy and restart it. Default 3. */
  failures: z.int().min(1).max(100),
};

/** How a process is checked while it runs, and when a verdict falls; every default filled in. */
export const HealthPolicy = z.object({
  intervalMs: health.intervalMs.default(30_000),
  timeoutMs: health.timeoutMs.default(5000),
  failures: health.failures.default(3),
});
export type HealthPolicy = z.infer<typeof HealthPolicy>;

/** The fields of a health policy that someone chose; nothing is filled in. */
export const HealthChoice = z.strictObject(health).partial();
export type HealthChoice = z.infer<typeof HealthChoice>;

/** How long a process may take to start and to stop. */
export const Timeouts = z.object({
  /** From spawn to ready, in milliseconds. Default 30,000. */
  startMs: z.int().min(10).default(30_000),
  /** From the shutdown message and EOF to TERM, in milliseconds. Default 2,000. */
  termAfterMs: z.int().min(0).default(2000),
  /** From the shutdown message to KILL, in milliseconds. Default 10,000. */
  killAfterMs: z.int().min(0).default(10_000),
});
export type Timeouts = z.infer<typeof Timeouts>;
