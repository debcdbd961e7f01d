// The face of @mcpm/domain: every noun of mcpm, each name exported on purpose.
export {
  BACKOFF_JITTER,
  crashLoopIsReachable,
  refuseEndlessRestarts,
  timeToCrashLoop,
  unstableDelay,
} from './crash-loop.ts';
export { Containment, ContainmentChoice, ContainmentLevel } from './containment.ts';
export { errorRegistry, type ErrorCode, type ErrorEntry } from './error-registry.ts';
export { Operation, ServerEvent } from './event.ts';
export { ExitCode } from './exit-code.ts';
export { faultsOf, parse, pointerOf } from './faults.ts';
export { histogramText, type HistogramRow } from './histogram-text.ts';
export { LATENCY_BUCKETS_MS, LISTED_TOOLS, OTHER_TOOLS } from './latency-buckets.ts';
export { DOCUMENT_PLACES_VARIABLE, LISTEN_FD_VARIABLE } from './managed-variables.ts';
export { LogCategory, LogLevel, LogLine, LogQuery } from './log-line.ts';
export { ChildMessage, Latency, ParentMessage, Sandbox, ToolFigures } from './managed-protocol.ts';
export { McpmError, reasonFor, type Fault, type McpmErrorOptions } from './mcpm-error.ts';
export { MetricPoint, MetricQuery } from './metric-series.ts';
export { Problem } from './problem.ts';
export { ProcessEvent } from './process-event.ts';
export { ProcessLimits } from './process-limits.ts';
export {
  ExitReport,
  HealthCheck,
  HealthVerdict,
  ProcessInfo,
  ProcessMetrics,
  ProcessSpec,
  type ProcessSpecInput,
} from './process.ts';
export { Reason } from './reason.ts';
export { HealthChoice, HealthPolicy, RestartChoice, RestartPolicy, Timeouts } from './restart-policy.ts';
export { listRunnerOptions, RunnerOptions, type RunnerOption, type RunnerOptionsInput } from './runner-options.ts';
export { runnerOptionMeta, type RunnerOptionMeta } from './runner-options/option-meta.ts';
export {
  CreateServer,
  OperationFilter,
  Port,
  ServerDefinition,
  ServerName,
  ServerSecrets,
  UpdateServer,
  type CreateServerInput,
} from './server-definition.ts';
export { Server, ServerStatus } from './server-status.ts';
export { Health, Status, Wanted } from './status.ts';
export { Principal, Role, Token } from './token.ts';
export { Transport, TransportInput } from './transport.ts';
