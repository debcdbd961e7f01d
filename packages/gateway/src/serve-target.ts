// Owns the choice of the way to a server: passed through where both sides speak the same, bridged where not.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { McpmError } from '@mcpm/domain';
import type { Dispatcher } from 'undici';
import type { BridgedServer } from './bridge/bridged-server.ts';
import { openSse, postSse } from './bridge/sse-door.ts';
import { serveStreamable } from './bridge/streamable-door.ts';
import { headerOf, type Visit } from './bridge/visit.ts';
import type { HttpTarget, StdioTarget } from './directory.ts';
import { sendProblem } from './http/answer.ts';
import { parsePosted } from './http/posted.ts';
import { pipeLink } from './link/pipe-link.ts';
import { sseLink } from './link/sse-link.ts';
import type { Presence } from './presence.ts';
import type { SseProxy } from './proxy/sse-proxy.ts';
import { proxyStreamable } from './proxy/streamable-proxy.ts';

/** One exchange at the door of a server. */
export interface Place {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: Buffer;
  readonly rest: '' | '/sse' | '/messages';
  /** Path of the server's door, such as `/mcp/petstore`. */
  readonly path: string;
  readonly principal: string | undefined;
}

/** What the gateway keeps between exchanges. */
export interface Rooms {
  readonly bridgeOf: (serverId: string) => BridgedServer;
  readonly presence: Presence;
  readonly dispatcher: Dispatcher;
  readonly sseProxy: SseProxy;
  readonly report: (error: unknown, serverId: string) => void;
}

/** Serves one exchange with a server that takes calls. */
export async function serveTarget(place: Place, target: HttpTarget | StdioTarget, rooms: Rooms): Promise<void> {
  const allowed = { '': ['GET', 'POST', 'DELETE'], '/sse': ['GET'], '/messages': ['POST'] }[place.rest];
  if (!allowed.includes(place.request.method ?? '')) return refuseMethod(place, allowed);
  const through = target.kind === 'http' && (target.transport === 'sse') === (place.rest !== '');
  if (target.kind === 'http' && target.transport === 'streamable' && !through) return refuseSse(place);
  return through ? pass(place, target, rooms) : bridge(place, target, rooms);
}

async function pass(place: Place, target: HttpTarget, { presence, dispatcher, sseProxy }: Rooms): Promise<void> {
  const visit = { ...place, target, dispatcher };
  // A message to an HTTP+SSE server belongs to a client whose stream is counted already.
  if (place.rest === '/messages') return sseProxy.forwardMessage(visit);
  place.response.once('close', presence.enter(target.id, headerOf(place.request, 'mcp-session-id')));
  return place.rest === '/sse' ? sseProxy.openStream(visit) : proxyStreamable(visit);
}

async function bridge(place: Place, target: HttpTarget | StdioTarget, rooms: Rooms): Promise<void> {
  const server = rooms.bridgeOf(target.id);
  const { request, response, body, path, principal } = place;
  const open = target.kind === 'stdio' ? pipeLink(target) : sseLink(target, rooms.dispatcher);
  const visit: Visit = {
    request,
    response,
    server,
    name: target.name,
    path,
    principal,
    converse: () => server.converse({ name: target.name, runId: target.runId, open }),
    report: (error) => rooms.report(error, target.id),
  };
  if (place.rest === '/sse') return openSse(visit);
  if (place.rest === '/messages') {
    const posted = parsePosted(request, response, body);
    if (posted !== undefined) postSse(visit, posted);
    return;
  }
  if (headerOf(request, 'mcp-session-id') === undefined)
    response.once('close', rooms.presence.enter(target.id, undefined));
  return serveStreamable(visit, body);
}

function refuseMethod({ request, response, path, rest }: Place, allowed: readonly string[]): void {
  const detail = `${path}${rest} does not take ${request.method}; it takes ${allowed.join(', ')}.`;
  sendProblem(response, new McpmError('route_not_found', detail), {
    status: 405,
    headers: { Allow: allowed.join(', ') },
  });
}

function refuseSse({ path, rest }: Place): never {
  throw new McpmError('route_not_found', `There is nothing at ${path}${rest}: this server speaks Streamable HTTP.`, {
    next: `Connect to ${path} instead.`,
  });
}
