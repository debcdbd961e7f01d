// Owns undici: the pool of connections to upstreams. Loaded with the first call, because it is large.
import { Agent, request } from 'undici';

/** Connections that are kept alive, and how to send over them. */
export interface HttpConnections {
  readonly agent: Agent;
  readonly request: typeof request;
}

/** Opens a pool; its phases have no bounds of their own, because the deadline of a call bounds them all. */
export function openConnections(): HttpConnections {
  return {
    request,
    agent: new Agent({ keepAliveTimeout: 30_000, headersTimeout: 0, bodyTimeout: 0, connect: { timeout: 0 } }),
  };
}
