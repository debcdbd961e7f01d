// Owns how the owner's variables become the manager's settings.
import type { ManagerSettings } from '@mcpm/manager';
import type { Configuration } from './env.ts';

/** Address of the manager as a URL, without a trailing slash. */
export function publicUrl(configuration: Configuration, port = configuration.MCPM_PORT): string {
  const { MCPM_HOST: host } = configuration;
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

/** What every process of this manager begins with; the gateway's URL is read when needed, as the port may be chosen by the system. */
export function managerSettings(configuration: Configuration, life: { readonly url: string }): ManagerSettings {
  const maxRetries = configuration.PROCESS_MAX_RETRIES;
  return {
    command: process.execPath,
    runnerScript: configuration.MCP_SERVER_SCRIPT_PATH,
    host: '127.0.0.1',
    firstPort: configuration.MCP_DEFAULT_PORT,
    defaultTransport: configuration.MCP_DEFAULT_TRANSPORT,
    get gatewayUrl() {
      return `${life.url}/mcp`;
    },
    restart: maxRetries === undefined ? {} : { maxRetries },
    health: { intervalMs: configuration.PROCESS_HEALTH_CHECK_INTERVAL },
    timeouts: { startMs: configuration.PROCESS_TIMEOUT, killAfterMs: Math.min(10_000, configuration.PROCESS_TIMEOUT) },
  };
}
