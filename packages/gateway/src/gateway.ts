// Owns the one door in front of every server: finds the server, takes the way its transport asks for, names what fails.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { McpmError } from '@mcpm/domain';
import { Agent } from 'undici';
import { BridgedServer } from './bridge/bridged-server.ts';
import type { ServerDirectory } from './directory.ts';
import { readBody } from './http/read-body.ts';
import { Presence } from './presence.ts';
import { SseProxy } from './proxy/sse-proxy.ts';
import { sendFailure, sendUnavailable } from './refusals.ts';
import { serveTarget, type Rooms } from './serve-target.ts';

/** What the caller found in the path: `/mcp/<server><rest>`. */
export interface GatewayRoute {
  /** Name of the server. */
  readonly server: string;
  readonly rest: '' | '/sse' | '/messages';
  /** Who is asking, as checked by the caller. A session can be used only by whom it was opened for; left out, all are one. */
  readonly principal?: string;
}

/** Options of `createGateway`. */
export interface GatewayOptions {
  readonly directory: ServerDirectory;
  /** Path before the server's name, as clients see it; default `/mcp`. */
  readonly basePath?: string;
  /** Bytes a POST may have; default 4 MiB. */
  readonly maxBodyBytes?: number;
  /** Sessions of one server; beyond, the one used longest ago ends. Default 1000. */
  readonly maxSessions?: number;
  /** Milliseconds after which an unused session ends; default 30 minutes. */
  readonly idleMs?: number;
  /** Given what no client is told: noise of servers, and bugs. */
  readonly onError?: (error: unknown, serverId: string) => void;
}

/** The door. */
export interface Gateway {
  /**
   * Answers one exchange, whose body is unread and whose Host, Origin and token were checked. Never rejects; resolves when
   * the exchange is answered or its stream is set up. Unknown server: 404 problem. Unavailable or unreachable server: 503 or
   * 502, as JSON-RPC error with `data: { code, next, server }` for a request posted, else as problem.
   */
  handle(request: IncomingMessage, response: ServerResponse, route: GatewayRoute): Promise<void>;
  /** Clients connected to a server now: sessions held here, and open exchanges without one. */
  readonly connections: (serverId: string) => number;
  /** Ends all sessions and lets go of all servers; what waits is answered with `shutting_down`. */
  close(): Promise<void>;
}

/** Makes the door; nothing is opened before the first exchange. */
export function createGateway(options: GatewayOptions): Gateway {
  const { directory, basePath = '/mcp', maxBodyBytes = 4 * 1024 * 1024, onError = () => undefined } = options;
  const limits = { max: options.maxSessions ?? 1000, idleMs: options.idleMs ?? 30 * 60_000 };
  const bridged = new Map<string, BridgedServer>();
  const presence = new Presence();
  // Streams may be silent for hours, and calls take as long as they take.
  const dispatcher = new Agent({ headersTimeout: 0, bodyTimeout: 0, connect: { timeout: 5000 } });

  let closed = false;

  const bridgeOf = (serverId: string): BridgedServer => {
    const server = bridged.get(serverId) ?? new BridgedServer(limits, (error) => onError(error, serverId));
    bridged.set(serverId, server);
    return server;
  };
  const rooms: Rooms = { bridgeOf, presence, dispatcher, sseProxy: new SseProxy(), report: onError };

  return {
    async handle(request, response, route) {
      let body: Buffer = Buffer.alloc(0);
      let serverId = route.server;
      try {
        if (closed) throw new McpmError('shutting_down', 'The gateway is shutting down.');
        const target = await directory.find(route.server);
        if (target === undefined)
          throw new McpmError('server_not_found', `There is no server named "${route.server}".`);
        serverId = target.id;
        if (request.method === 'POST') body = await readBody(request, maxBodyBytes);
        const place = {
          request,
          response,
          body,
          rest: route.rest,
          path: `${basePath}/${target.name}`,
          principal: route.principal,
        };
        if (target.kind === 'unavailable') sendUnavailable(place, target);
        else await serveTarget(place, target, rooms);
      } catch (error) {
        // The client has left: nobody is to be told, and nothing is wrong here.
        if (response.destroyed || request.errored !== null) return;
        if (!(error instanceof McpmError)) onError(error, serverId);
        const failure =
          error instanceof McpmError ? error : new McpmError('internal_error', 'The gateway failed.', { cause: error });
        sendFailure({ response, body, server: route.server }, failure);
      }
    },
    connections: (serverId) => (bridged.get(serverId)?.sessions.size ?? 0) + presence.count(serverId),
    async close() {
      closed = true;
      for (const server of bridged.values())
        server.close(new McpmError('shutting_down', 'The gateway is shutting down.'));
      await dispatcher.destroy();
    },
  };
}
