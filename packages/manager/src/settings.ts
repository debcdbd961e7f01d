// Owns what the manager is told once at its start.
import type { HealthChoice, RestartChoice, Timeouts, Transport } from '@mcpm/domain';

/** Settings of the manager; every process built from a definition begins with them. */
export interface ManagerSettings {
  /** Executable that runs the runner script, such as the path of Node. */
  readonly command: string;
  /** Path of the runner script (`MCP_SERVER_SCRIPT_PATH`). */
  readonly runnerScript: string;
  /** Address runners listen on. */
  readonly host: string;
  /** First port given to a server (`MCP_DEFAULT_PORT`). */
  readonly firstPort: number;
  /** `MCP_DEFAULT_TRANSPORT`. */
  readonly defaultTransport: Transport;
  /** URL under which the gateway answers, without a trailing slash, such as `http://127.0.0.1:3000/mcp`. */
  readonly gatewayUrl: string;
  readonly restart: RestartChoice;
  readonly health: HealthChoice;
  readonly timeouts: Partial<Timeouts>;
}
