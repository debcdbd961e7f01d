// Owns how a server's status is put together from what is wanted, what its process is, and what was measured.
import type { ProcessInfo, Server, ServerStatus } from '@mcpm/domain';
import { withoutPasswords } from './hidden-logins.ts';
import type { StoredServer } from './ports.ts';
import type { ManagerSettings } from './settings.ts';

/** What a status is made from beside the definition. */
export interface StatusFacts {
  readonly info: ProcessInfo | undefined;
  readonly figures: { readonly p50?: number | undefined; readonly p95?: number | undefined } | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** URL at which a running server answers directly; absent for stdio. */
function directUrl(stored: StoredServer, host: string, info: ProcessInfo | undefined): string | undefined {
  const { transport, endpoint } = stored.definition;
  const port = info?.port ?? stored.definition.port;
  if (transport === 'stdio' || port === undefined) return undefined;
  const name = host.includes(':') ? `[${host}]` : host;
  // A runner serves HTTP+SSE at its endpoint too; clients of that time look for it here.
  return `http://${name}:${port}${transport === 'sse' ? '/sse' : (info?.endpoint ?? endpoint)}`;
}

function statusOf(stored: StoredServer, facts: StatusFacts, settings: ManagerSettings): ServerStatus {
  const { info, figures } = facts;
  const { definition } = stored;
  const runs = info?.pid !== undefined && info.startTime !== undefined;
  const hasTimes = figures?.p50 !== undefined && figures.p95 !== undefined;
  return {
    id: definition.id,
    name: definition.name,
    wanted: stored.wanted,
    status: info?.status ?? 'stopped',
    health: info?.health ?? 'unknown',
    reason: info?.reason,
    runId: info?.runId ?? 0,
    pid: info?.pid,
    startTime: info?.startTime,
    uptimeMs: runs ? Math.max(0, facts.now - Date.parse(info.startTime ?? '')) : undefined,
    restartCount: info?.restartCount ?? 0,
    retryAt: info?.retryAt,
    lastHealthCheck: info?.lastHealthCheck,
    tools: info?.tools,
    connections: info?.connections,
    sandbox: info?.sandbox,
    responseTime: hasTimes ? { p50: figures.p50 ?? 0, p95: figures.p95 ?? 0 } : undefined,
    cpuUsage: info?.cpuUsage,
    memoryUsage: info?.memoryUsage,
    endpoints: {
      direct: directUrl(stored, settings.host, info),
      gateway: `${settings.gatewayUrl}/${definition.name}`,
    },
  };
}

/** A server as it is shown: definition, its passwords hidden, and status side by side. */
export function describeServer(stored: StoredServer, facts: StatusFacts, settings: ManagerSettings): Server {
  return { definition: withoutPasswords(stored.definition), status: statusOf(stored, facts, settings) };
}
