// Owns what the manager is told once at its start.
import type { ContainmentChoice, HealthChoice, RestartChoice, Timeouts, Transport } from '@mcpm/domain';

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
  /** How surely what a server starts ends with it. */
  readonly containment: ContainmentChoice;
  /** Hosts, addresses and networks where documents that callers name by URL may be, beside public addresses, and `all`; absent: anywhere. */
  readonly documentPlaces?: readonly string[] | undefined;
  /** What runners are kept to by Node's permission model; absent: they have the rights of the user. */
  readonly sandbox?: SandboxSettings | undefined;
}

/** What every sandboxed runner is granted, and what none is. Paths are absolute. */
export interface SandboxSettings {
  /** Files and folders of the runner's own code. */
  readonly code: readonly string[];
  /** Folder of the caches of runners; may be missing. */
  readonly cache: string;
  /** Folder for temporary files, of which runners get those with a name of theirs. */
  readonly temporary: string;
  /** Folders of which nothing is granted because a document is beside or above them. */
  readonly closed: readonly string[];
}
