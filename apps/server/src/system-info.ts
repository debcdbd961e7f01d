// Owns what the manager says of itself and its host.
import type { SystemInfo } from '@mcpm/api/contract';
import { availableParallelism } from 'node:os';
import type { Parts } from './parts.ts';

/** Version, host and counts, as of now. */
export async function systemInfo(parts: Parts): Promise<SystemInfo> {
  const { configuration, manager, life } = parts;
  const servers = await manager.servers.listServers();
  const count = (status: string): number => servers.filter((server) => server.status.status === status).length;
  return {
    version: life.version,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    pid: process.pid,
    startTime: life.startedAt.toISOString(),
    uptimeMs: Math.round(process.uptime() * 1000),
    memory: process.memoryUsage().rss,
    cores: availableParallelism(),
    home: configuration.MCPM_HOME,
    servers: { total: servers.length, running: count('running'), failed: count('failed') },
    defaults: {
      transport: configuration.MCP_DEFAULT_TRANSPORT,
      firstPort: configuration.MCP_DEFAULT_PORT,
      maxProcesses: configuration.MCPM_MAX_PROCESSES,
    },
  };
}
