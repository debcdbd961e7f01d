// Owns what every transport has in common, seen from outside the folder that speaks MCP.
import type { IncomingMessage, ServerResponse } from 'node:http';

/** A server reachable by MCP clients over one transport. */
export interface Endpoint {
  /** MCP clients talking to it now. */
  connections(): number;
  /** Tells every client that listens that the list of tools is another one. */
  toolsChanged(): void;
  /** Ends every conversation. */
  close(): Promise<void>;
}

/** An endpoint that is fed by an HTTP listener; requests come guarded, and only for paths it claims. */
export interface HttpEndpoint extends Endpoint {
  /** Whether a path (without query) belongs to it. */
  claims(path: string): boolean;
  /** Answers one request; never rejects. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
}
