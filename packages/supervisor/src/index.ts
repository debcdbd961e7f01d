// The face of @mcpm/supervisor: the manager, its health checks, and the pure decisions behind both.
export { systemClock, type Clock } from './clock.ts';
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
export { transition } from './decide/transition.ts';
export type { ProcessPipe } from './live-run.ts';
export { ProcessHealth, type HealthTarget, type ProcessHealthOptions } from './process-health.ts';
export { ProcessManager, type ProcessManagerOptions } from './process-manager.ts';
