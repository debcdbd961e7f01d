// Owns the options of the runner that say the process itself.
import * as z from 'zod';
import { runnerOptionMeta } from './option-meta.ts';

/** The process. */
export const processOptions = {
  managed: z.boolean().default(false).register(runnerOptionMeta, {
    flag: 'managed',
    env: 'MCPM_MANAGED',
    description: 'Speak with a supervisor over the IPC channel',
  }),
  autoRestart: z.boolean().default(false).register(runnerOptionMeta, {
    flag: 'auto-restart',
    env: 'MCPM_AUTO_RESTART',
    description: 'Start again after a crash (without a manager)',
  }),
  logLevel: z.enum(['debug', 'info', 'warn', 'error']).default('info').register(runnerOptionMeta, {
    flag: 'log-level',
    env: 'LOG_LEVEL',
    placeholder: 'debug|info|warn|error',
    description: 'Lowest level written to standard error',
  }),
  failFast: z.boolean().default(false).register(runnerOptionMeta, {
    flag: 'fail-fast',
    env: 'MCPM_FAIL_FAST',
    description: 'Leave when the document cannot be used, instead of serving a tool that says why',
  }),
  audit: z.boolean().default(false).register(runnerOptionMeta, {
    flag: 'audit',
    env: 'MCPM_AUDIT',
    description: 'A line in the log for each call: who, which tool, status, duration',
  }),
  metrics: z.boolean().default(false).register(runnerOptionMeta, {
    flag: 'metrics',
    env: 'MCPM_RUNNER_METRICS',
    description: 'Serve figures for Prometheus at /metrics (sse, streamable)',
  }),
  traces: z
    .url({ protocol: /^https?$/ })
    .optional()
    .register(runnerOptionMeta, {
      flag: 'traces',
      env: 'MCPM_TRACES',
      placeholder: 'URL',
      description: 'OpenTelemetry collector (OTLP over HTTP) that a span for each call is sent to',
    }),
};
