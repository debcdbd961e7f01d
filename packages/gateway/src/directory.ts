// Owns what the gateway needs to know of servers, in its own words; whoever wires the gateway implements it.
import type { Readable, Writable } from 'node:stream';
import type { Reason } from '@mcpm/domain';

/** Finds a server by its name. Asked once for every request, so a restart or a stop is seen at once. */
export interface ServerDirectory {
  /** `undefined` when there is no server of this name. */
  find(name: string): Promise<GatewayTarget | undefined>;
}

/** A server that listens by itself. */
export interface HttpTarget {
  readonly kind: 'http';
  readonly id: string;
  readonly name: string;
  /** Names the run; another number is another process. */
  readonly runId: number;
  readonly transport: 'streamable' | 'sse';
  /** Direct URL of the MCP endpoint, such as `http://127.0.0.1:3001/mcp`; for `sse` the URL of the event stream. */
  readonly url: string;
  /** Shown to the server as `Authorization: Bearer`; a client's own token never is. */
  readonly token?: string;
}

/** A server that speaks over its standard input and output. The gateway reads and writes them, and never ends them. */
export interface StdioTarget {
  readonly kind: 'stdio';
  readonly id: string;
  readonly name: string;
  /** Names the run; another number is another process. */
  readonly runId: number;
  readonly pipe: { readonly stdin: Writable; readonly stdout: Readable };
}

/** A server that cannot take calls now, and why. */
export interface UnavailableTarget {
  readonly kind: 'unavailable';
  readonly id: string;
  readonly name: string;
  readonly reason: Reason;
  /** Seconds after which a retry makes sense. */
  readonly retryAfter?: number;
}

/** A server as the gateway sees it. */
export type GatewayTarget = HttpTarget | StdioTarget | UnavailableTarget;
