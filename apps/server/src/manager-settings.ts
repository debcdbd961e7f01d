// Owns how the owner's variables become the manager's settings.
import { RestartPolicy, timeToCrashLoop, type RestartChoice, type Timeouts } from '@mcpm/domain';
import type { ManagerSettings } from '@mcpm/manager';
import { listPlaces } from './document-fetch.ts';
import { isForThisMachine, type Configuration } from './env.ts';
import type { Home } from './home.ts';
import { sandboxSettings } from './sandbox-settings.ts';

/** Address of the manager as a URL, without a trailing slash. */
export function publicUrl(configuration: Configuration, port = configuration.MCPM_PORT): string {
  const { MCPM_HOST: host } = configuration;
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

/** The restart policy of `PROCESS_MAX_RETRIES`; the window grows with it, so that so many crashes fit into one. */
function restartOf(maxRetries: number | undefined): RestartChoice {
  if (maxRetries === undefined) return {};
  const policy = RestartPolicy.parse({ maxRetries });
  return { maxRetries, windowMs: Math.max(policy.windowMs, Math.ceil(timeToCrashLoop(policy) * 1.1)) };
}

/** The bounds that follow from `PROCESS_TIMEOUT`: of the start, and of the steps of a stop. */
function timeoutsOf(timeout: number): Partial<Timeouts> {
  const killAfterMs = Math.min(10_000, timeout);
  return { startMs: timeout, killAfterMs, termAfterMs: Math.min(2000, killAfterMs / 2) };
}

/** What every process of this manager begins with; the gateway's URL is read when needed, as the port may be chosen by the system. */
export function managerSettings(
  configuration: Configuration,
  life: { readonly url: string },
  home: Home,
): ManagerSettings {
  return {
    command: process.execPath,
    runnerScript: configuration.MCP_SERVER_SCRIPT_PATH,
    host: '127.0.0.1',
    firstPort: configuration.MCP_DEFAULT_PORT,
    defaultTransport: configuration.MCP_DEFAULT_TRANSPORT,
    get gatewayUrl() {
      return `${life.url}/mcp`;
    },
    restart: restartOf(configuration.PROCESS_MAX_RETRIES),
    health: { intervalMs: configuration.PROCESS_HEALTH_CHECK_INTERVAL },
    timeouts: timeoutsOf(configuration.PROCESS_TIMEOUT),
    containment: configuration.MCPM_CONTAINMENT,
    documentPlaces: listPlaces({
      opened: configuration.MCPM_ALLOW_PRIVATE,
      thisMachine: isForThisMachine(configuration),
    }),
    sandbox: sandboxSettings(configuration, home),
  };
}
