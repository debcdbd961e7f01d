// Owns what every transport has in common, seen from outside the folder that speaks MCP.
import type { HttpHandler } from '../http/http-handler.ts';
import type { Announcement } from './methods/announcement.ts';

/** A server reachable by MCP clients over one transport. */
export interface Endpoint {
  /** MCP clients talking to it now. */
  connections(): number;
  /** Tells every client that listens that the list of tools is another one. */
  toolsChanged(): void;
  /** Tells those clients that asked for such things. */
  announce(news: Announcement): void;
  /** Ends every conversation. */
  close(): Promise<void>;
}

/** An endpoint that is fed by an HTTP listener. */
export interface HttpEndpoint extends Endpoint, HttpHandler {}
