// Owns what every door of the bridge is given: one HTTP exchange and the server it is about.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BridgedServer, Ready } from './bridged-server.ts';

/** One HTTP exchange with a bridged server. */
export interface Visit {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly server: BridgedServer;
  /** Name of the server. */
  readonly name: string;
  /** Path of the server's door, such as `/mcp/petstore`. */
  readonly path: string;
  /** Who is asking, if the caller said so. */
  readonly principal: string | undefined;
  /** The conversation with the present run; rejects with an `McpmError`. */
  readonly converse: () => Promise<Ready>;
  /** Takes errors that no client is told. */
  readonly report: (error: unknown) => void;
}

/** A header that has one value. */
export function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}
