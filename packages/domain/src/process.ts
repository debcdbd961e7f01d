// Owns what is said of an operating-system process: how to run it, what it is now, how it ended, what it uses.
import * as z from 'zod';
import { Sandbox } from './managed-protocol.ts';
import { Reason } from './reason.ts';
import { Containment, ContainmentChoice } from './containment.ts';
import { ProcessLimits } from './process-limits.ts';
import { HealthPolicy, RestartPolicy, Timeouts } from './restart-policy.ts';
import { Health, Status, Wanted } from './status.ts';

/** How to run one process; any command will do. */
export const ProcessSpec = z.object({
  /** The process id is the server's id; unique in one supervisor. */
  id: z.string().min(1),
  /** Name for logs and messages; defaults to the id. */
  name: z.string().min(1).optional(),
  /** Executable: an absolute path or a name on PATH. */
  command: z.string().min(1),
  args: z.array(z.string()).default([]),
  /** Variables of the child. Nothing is inherited but PATH, HOME, LANG, TZ and TMPDIR. */
  env: z.record(z.string(), z.string()).default({}),
  cwd: z.string().optional(),
  /** True: the child speaks the managed protocol (IPC `ready`, health, stats); false: ready once it has stayed up for one second. */
  managed: z.boolean().default(false),
  /** Name of a probe handed to the supervisor, which says when a child that is not managed is ready and whether it is well. */
  probe: z.string().min(1).optional(),
  /** `log`: stdout is captured like stderr; `pipe`: stdout is a protocol, readable through `openPipe`. */
  stdout: z.enum(['log', 'pipe']).default('log'),
  /** Port to reserve before the spawn and to hand down as an inherited descriptor (its number in `MCPM_LISTEN_FD`); 0: any that is free. */
  listen: z.object({ host: z.string().default('127.0.0.1'), port: z.int().min(0).max(65_535) }).optional(),
  restart: RestartPolicy.prefault({}),
  health: HealthPolicy.prefault({}),
  timeouts: Timeouts.prefault({}),
  limits: ProcessLimits.prefault({}),
  /** How much of what the child starts is surely ended with it; default: its process group, where there are such. */
  containment: ContainmentChoice.optional(),
  /** True: it outlives a supervisor that dies, and the next one adopts it. Only for a child that is not managed and whose stdout is no protocol. */
  survive: z.boolean().default(false),
  /** Exit codes, besides the usual ones, after which another try cannot help. */
  unrecoverableExits: z.array(z.int().min(1).max(255)).default([]),
});
export type ProcessSpec = z.infer<typeof ProcessSpec>;
/** A spec as callers write it: everything with a default may be left out. */
export type ProcessSpecInput = z.input<typeof ProcessSpec>;

/** How one run ended. Times are ISO 8601, durations milliseconds. */
export const ExitReport = z.object({
  runId: z.int(),
  pid: z.int().optional(),
  exitCode: z.int().nullable(),
  signal: z.string().nullable(),
  /** Why: what was decided before it ended (`asked`, `start-timeout`, `spawn-error`, `unhealthy`, `limit`), else what its exit says. */
  cause: z.enum(['asked', 'crashed', 'start-timeout', 'spawn-error', 'unhealthy', 'limit', 'unrecoverable']),
  reason: Reason.optional(),
  startedAt: z.string(),
  endedAt: z.string(),
  /** Milliseconds from spawn to exit. */
  uptimeMs: z.number(),
  /** Milliseconds from spawn to ready; absent when it never was ready. */
  readyMs: z.number().optional(),
  /** What it wrote in all, in bytes, and how much of it nobody was told. Its last output came before this report. */
  output: z.object({ stdout: z.int(), stderr: z.int(), lost: z.int() }).optional(),
});
export type ExitReport = z.infer<typeof ExitReport>;

/** What is known of a process: its run, status, health, last exit and the time of the next try. */
export const ProcessInfo = z.object({
  id: z.string(),
  name: z.string(),
  /** Counts the runs of this id in this supervisor; 0 before the first. */
  runId: z.int(),
  pid: z.int().optional(),
  wanted: Wanted,
  status: Status,
  health: Health,
  reason: Reason.optional(),
  command: z.string(),
  args: z.array(z.string()),
  cwd: z.string().optional(),
  /** ISO 8601; of the current run. */
  startTime: z.string().optional(),
  /** ISO 8601; when the current run became ready. */
  readyTime: z.string().optional(),
  restartCount: z.int(),
  lastHealthCheck: z.string().optional(),
  /** ISO 8601; set while `backoff`. */
  retryAt: z.string().optional(),
  /** The port the child said it listens on. */
  port: z.int().optional(),
  /** The MCP endpoint path the child said it serves. */
  endpoint: z.string().optional(),
  /** Number of tools the child said it serves. */
  tools: z.int().optional(),
  /** What the child said it really runs with. */
  sandbox: Sandbox.optional(),
  /** What of its descendants is surely ended with it, and what happens to it when the supervisor dies. */
  containment: Containment.optional(),
  /** True when an earlier supervisor started it: its exit code will not be known. */
  adopted: z.boolean().optional(),
  /** Resident memory in bytes, from the last sample. */
  memoryUsage: z.number().optional(),
  /** Percent of one core, from the last sample. */
  cpuUsage: z.number().optional(),
  /** Open MCP connections, from the last statistics. */
  connections: z.int().optional(),
  lastExit: ExitReport.optional(),
});
export type ProcessInfo = z.infer<typeof ProcessInfo>;

/** One measurement of one process. */
export const ProcessMetrics = z.object({
  id: z.string(),
  runId: z.int(),
  pid: z.int(),
  /** ISO 8601. */
  at: z.string(),
  /** Percent of one core. */
  cpu: z.number(),
  /** Resident set size in bytes. */
  memory: z.number(),
  /** Open file descriptors; only while they are limited. */
  openFiles: z.int().optional(),
  /** Restarts in the last hour. */
  restartsPerHour: z.int().optional(),
  /** Milliseconds since spawn. */
  uptimeMs: z.number(),
  /** Milliseconds of event-loop delay the child reported with its last health answer. */
  eventLoopDelayMs: z.number().optional(),
  connections: z.int().optional(),
  /** Tool calls since the run began. */
  calls: z.int().optional(),
  /** Tool calls that ended with an error since the run began. */
  errors: z.int().optional(),
  /** Upstream response time in milliseconds over the last calls. */
  p50: z.number().optional(),
  p95: z.number().optional(),
  p99: z.number().optional(),
});
export type ProcessMetrics = z.infer<typeof ProcessMetrics>;

/** The result of one health check. */
export const HealthCheck = z.object({
  id: z.string(),
  runId: z.int(),
  at: z.string(),
  ok: z.boolean(),
  /** Milliseconds the answer took. */
  durationMs: z.number(),
  detail: z.string().optional(),
});
export type HealthCheck = z.infer<typeof HealthCheck>;

/** What the checks of a run add up to, told only when it changes: a flapping process is `failing` once, until it is well for good or `unhealthy`. */
export const HealthVerdict = z.object({
  id: z.string(),
  runId: z.int(),
  at: z.string(),
  verdict: z.enum(['healthy', 'failing', 'unhealthy']),
  detail: z.string().optional(),
});
export type HealthVerdict = z.infer<typeof HealthVerdict>;
