// The face of @mcpm/supervisor: the manager, its health checks, and the pure decisions behind both.
export { systemClock, type Clock } from './runtime/clock.ts';
export { backoffDelay, HALF_OPEN_MS, halfOpenDelay, STABLE_DELAY_MS } from './decide/backoff-delay.ts';
export type { ChildEvent, Effect, Moment, RunReport, Step, TimerName } from './decide/child-event.ts';
export {
  newChild,
  type ChildState,
  type ExitCause,
  type LadderStep,
  type Phase,
  type PhaseName,
  type Run,
  type Verdict,
} from './decide/child-state.ts';
export { judge, nextCheckDelay, noHealthRecord, type HealthRecord } from './decide/health-verdict.ts';
export { publicStatus } from './decide/public-status.ts';
export { startTimeoutFor } from './decide/start-timeout.ts';
export { transition } from './decide/transition.ts';
export type { CloseUsage } from './effects/measure/measure-closely.ts';
export { ProcessMeter } from './effects/measure/process-meter.ts';
export { EventBuffer, type DroppedEvents, type EventBufferOptions } from './events/event-buffer.ts';
export { NotAsked, type Probe, type ProbeRun, type ProcessPipe } from './health/probe.ts';
export { ProcessHealth, type HealthTarget, type ProcessHealthOptions } from './health/process-health.ts';
export { ProcessManager } from './process-manager.ts';
export type { ProcessManagerOptions, Recovery } from './process-manager-options.ts';
