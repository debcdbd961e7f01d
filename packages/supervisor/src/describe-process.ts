// Owns the picture of a process that the public sees, drawn from its state, its live run and its last end.
import type { ExitReport, ProcessInfo, ProcessMetrics } from '@mcpm/domain';
import type { RunReport } from './decide/child-event.ts';
import type { ChildState } from './decide/child-state.ts';
import type { HealthRecord } from './decide/health-verdict.ts';
import { publicStatus } from './decide/public-status.ts';
import type { Usage } from './effects/measure-process.ts';
import type { LiveRun } from './live-run.ts';

/** Everything a picture is drawn from. */
export interface ProcessView {
  readonly state: ChildState;
  readonly run: LiveRun | undefined;
  readonly health: HealthRecord;
  readonly usage: Usage | undefined;
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
    pid: run?.pid,
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
    memoryUsage: run && view.usage?.memory,
    cpuUsage: run && view.usage?.cpu,
    connections: run?.facts.connections,
    lastExit: view.lastExit,
  });
}

/** A measurement of a live run, with what the child last told. */
export function describeMetrics(run: LiveRun, pid: number, usage: Usage, now: number): ProcessMetrics {
  const { eventLoopDelayMs, connections, calls, errors, latency } = run.facts;
  return withoutUndefined({
    id: run.spec.id,
    runId: run.runId,
    pid,
    at: new Date().toISOString(),
    cpu: usage.cpu,
    memory: usage.memory,
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
  return withoutUndefined({ ...report, pid: run?.pid, startedAt: run?.startedAt ?? endedAt, endedAt });
}

// Absent is absent: infos are compared and sent as JSON, where an undefined field is none.
function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;
}
