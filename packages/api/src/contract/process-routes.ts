// Owns the routes of processes: what runs, what it wrote, what it used.
import {
  ExitReport,
  HealthCheck,
  LogLine,
  LogQuery,
  MetricPoint,
  MetricQuery,
  ProcessInfo,
  ProcessMetrics,
} from '@mcpm/domain';
import * as z from 'zod';
import { flag } from './flag.ts';
import { route } from './route.ts';

const tag = 'processes';
const params = z.object({ id: z.string().min(1).describe("The process's id: the id or the name of its server") });

/** Query of a process's log: `format=ndjson` downloads it. */
export const ProcessLogQuery = LogQuery.omit({ processId: true }).extend({
  format: z.enum(['json', 'ndjson']).default('json'),
});

/** Every route of processes by name. */
export const processRoutes = {
  listProcesses: route({
    method: 'GET',
    path: '/api/processes',
    tag,
    summary: 'List processes',
    role: 'viewer',
    status: 200,
    changes: false,
    response: z.object({ processes: z.array(ProcessInfo) }),
    errors: [],
  }),
  getProcess: route({
    method: 'GET',
    path: '/api/processes/{id}',
    tag,
    summary: 'Read a process',
    role: 'viewer',
    status: 200,
    changes: false,
    params,
    response: ProcessInfo,
    errors: ['process_not_found'],
  }),
  getProcessLogs: route({
    method: 'GET',
    path: '/api/processes/{id}/logs',
    tag,
    summary: "Read a process's log",
    role: 'viewer',
    status: 200,
    changes: false,
    params,
    query: ProcessLogQuery,
    response: z.object({ lines: z.array(LogLine) }),
    errors: ['process_not_found'],
  }),
  getProcessMetrics: route({
    method: 'GET',
    path: '/api/processes/{id}/metrics',
    tag,
    summary: "Read a process's figures",
    role: 'viewer',
    status: 200,
    changes: false,
    params,
    query: MetricQuery,
    response: z.object({ current: ProcessMetrics.optional(), points: z.array(MetricPoint) }),
    errors: ['process_not_found'],
  }),
  restartProcess: route({
    method: 'POST',
    path: '/api/processes/{id}/restart',
    tag,
    summary: 'Restart a process',
    role: 'developer',
    status: 202,
    changes: true,
    params,
    query: z.object({ wait: flag('Answer only when the process has settled') }),
    response: ProcessInfo,
    errors: ['process_not_found'],
  }),
  getProcessHealth: route({
    method: 'GET',
    path: '/api/processes/{id}/health',
    tag,
    summary: "Read a process's health checks",
    role: 'viewer',
    status: 200,
    changes: false,
    params,
    response: z.object({ checks: z.array(HealthCheck) }),
    errors: ['process_not_found'],
  }),
  listProcessRuns: route({
    method: 'GET',
    path: '/api/processes/{id}/runs',
    tag,
    summary: "Read a process's last runs",
    role: 'viewer',
    status: 200,
    changes: false,
    params,
    response: z.object({ runs: z.array(ExitReport) }),
    errors: ['process_not_found'],
  }),
} as const;
