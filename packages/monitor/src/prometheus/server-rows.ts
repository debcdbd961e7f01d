// Owns which servers get series of their own, so that the number of labels stays bounded.
import type { ProcessMetrics } from '@mcpm/domain';

/** Servers with series of their own; all others share one row. */
const LABELLED_SERVERS = 500;

/** Label of the servers beyond; no server can have this name. */
export const OTHER_SERVERS = '_other';

/** What is known of a server. Without an `id`, the samples of its process keep the process id as their label. */
export interface ServerState {
  readonly id?: string;
  readonly name: string;
  readonly status: string;
  readonly health: string;
  readonly restarts: number;
}

/** What is known of a process. */
export interface ProcessState {
  readonly id: string;
  /** The newest sample, unless it is too old to speak of now. */
  readonly sample: ProcessMetrics | undefined;
  readonly calls: number;
  readonly errors: number;
}

/** The figures of one label. */
export interface ServerRow {
  readonly server: string;
  up?: number;
  restarts?: number;
  cpu?: number;
  memory?: number;
  calls?: number;
  errors?: number;
  p50?: number;
  p95?: number;
  p99?: number;
}

/** One row for each of the first servers, by name; what lies beyond is summed up in one row, without those figures that have no sum. */
export function serverRows(servers: readonly ServerState[], processes: readonly ProcessState[]): ServerRow[] {
  const nameOf = new Map(servers.map((server) => [server.id ?? server.name, server.name]));
  const rows = new Map<string, ServerRow>();
  const rowOf = (server: string): ServerRow => {
    const row = rows.get(server) ?? { server };
    rows.set(server, row);
    return row;
  };
  for (const { name, status, health, restarts } of servers) {
    Object.assign(rowOf(name), { up: status === 'running' && health !== 'unhealthy' ? 1 : 0, restarts });
  }
  for (const { id, sample, calls, errors } of processes) {
    Object.assign(rowOf(nameOf.get(id) ?? id), { calls, errors });
    if (sample === undefined) continue;
    const { cpu, memory, p50, p95, p99 } = sample;
    Object.assign(rowOf(nameOf.get(id) ?? id), { cpu, memory, p50, p95, p99 });
  }
  const sorted = [...rows.values()].sort((a, b) => (a.server < b.server ? -1 : 1));
  const beyond = sorted.slice(LABELLED_SERVERS);
  return beyond.length === 0 ? sorted : [...sorted.slice(0, LABELLED_SERVERS), sumUp(beyond)];
}

function sumUp(rows: readonly ServerRow[]): ServerRow {
  const total: ServerRow = { server: OTHER_SERVERS };
  for (const row of rows) {
    for (const field of ['restarts', 'cpu', 'memory', 'calls', 'errors'] as const) {
      const value = row[field];
      if (value !== undefined) total[field] = (total[field] ?? 0) + value;
    }
  }
  return total;
}
