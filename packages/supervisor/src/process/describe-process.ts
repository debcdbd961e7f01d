// Owns the picture of a process that the public sees, drawn from its state, its live run and its last end.
import type { ExitReport, ProcessInfo, ProcessMetrics } from '@mcpm/domain';
import type { RunReport } from '../decide/child-event.ts';
import type { ChildState } from '../decide/child-state.ts';
import type { HealthRecord } from '../decide/health-verdict.ts';
import { publicStatus } from '../decide/public-status.ts';
import type { LiveRun } from './live-run.ts';

/** Everything a picture is drawn from. */
export interface ProcessView {
  readonly state: ChildState;
  readonly run: LiveRun | undefined;
  readonly health: HealthRecord;
  readonly reservedPort: number | undefined;
  /** ISO 8601; of the next try. */
  readonly retryAt: string | undefined;
  readonly lastExit: ExitReport | undefined;
}

/** The info of a process. */
export function describeProcess(view: ProcessView): ProcessInfo {
  const { state, run } = view;
  const spec = run?.spec ?? state.spec;
  return withoutUndefined({
    id: spec.id,
    name: spec.name ?? spec.id,
    runId: state.runId,
    pid: run?.identity?.pid,
    wanted: state.wanted,
    status: publicStatus(state),
    health: state.phase.name === 'ready' ? view.health.health : 'unknown',
    reason: state.run?.verdict?.reason ?? state.reason,
    command: spec.command,
    args: spec.args,
    cwd: spec.cwd,
    startTime: run?.startedAt,
    readyTime: run?.readyAt,
    restartCount: state.restartCount,
    lastHealthCheck: run?.lastHealthCheck,
    retryAt: state.phase.name === 'backoff' ? view.retryAt : undefined,
    port: run?.facts.port ?? view.reservedPort,
    endpoint: run?.facts.endpoint,
    tools: run?.facts.tools,
    sandbox: run?.facts.sandbox,
    containment: run?.containment,
    adopted: run?.isAdopted ? true : undefined,
    memoryUsage: run?.usage?.memory,
    cpuUsage: run?.usage?.cpu,
    connections: run?.facts.connections,
    lastExit: view.lastExit,
  });
}

/** What was last measured of a live run, with what it last told. */
export function describeMetrics(
  run: LiveRun,
  { pid, now, restartsPerHour }: { readonly pid: number; readonly now: number; readonly restartsPerHour: number },
): ProcessMetrics | undefined {
  const { usage } = run;
  if (!usage) return undefined;
  const { eventLoopDelayMs, connections, calls, errors, latency } = run.facts;
  return withoutUndefined({
    id: run.spec.id,
    runId: run.runId,
    pid,
    at: new Date().toISOString(),
    cpu: usage.cpu,
    memory: usage.memory,
    openFiles: usage.openFiles,
    restartsPerHour,
    uptimeMs: now - run.startedMs,
    eventLoopDelayMs,
    connections,
    calls,
    errors,
    ...latency,
  });
}

/** The public report of a run that ended now. */
export function describeExit(report: RunReport, run: LiveRun | undefined): ExitReport {
  const endedAt = new Date().toISOString();
  return withoutUndefined({
    ...report,
    pid: run?.identity?.pid,
    startedAt: run?.startedAt ?? endedAt,
    endedAt,
    output: run?.output,
  });
}

// Absent is absent: infos are compared and sent as JSON, where an undefined field is none.
function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;
}
