// Owns the HTTP listener: guard first, then the door, then the endpoint that claims the path.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { McpmError } from '@mcpm/domain';
import type { Logger } from '../log/logger.ts';
import { limitConnections } from './connection-limit.ts';
import { answerCors } from './cors.ts';
import type { Door, Verdict } from './door.ts';
import { Guard, type GuardRules } from './guard.ts';
import type { HttpHandler } from './http-handler.ts';
import { limitPipelining } from './pipelining-limit.ts';
import { refuse, type Refusal } from './refuse.ts';
import { requestPath } from './request-path.ts';
import { cutSlowReaders } from './slow-readers.ts';

/** Where to listen: an address, or a socket inherited from the parent as a file descriptor. */
export type ListenPlace = { readonly host: string; readonly port: number } | { readonly fd: number };

/** A listener that accepts connections. */
export interface Listener {
  /** The port it really has. */
  readonly port: number;
  /** Accepts no more connections and closes idle ones; resolves when the last one is closed. */
  stop(): Promise<void>;
  /** Cuts every connection. */
  cut(): void;
}

/** What a listener is made of. */
export interface ListenerParts {
  readonly rules: GuardRules;
  /** The door, once the port is known. */
  readonly door: (port: number) => Door;
  readonly endpoint: HttpHandler;
  /** Connections at a time. */
  readonly maxConnections: number;
  readonly log: Logger;
}

/** Bytes of all headers of a request; more is answered with 431. */
const MAX_HEADER_BYTES = 16_384;
/** Headers of a request; more are not read. */
const MAX_HEADERS = 200;
/** Milliseconds until the headers, and the whole request, have to be there (else 408); and how often that is looked after. */
const HEADERS_MS = 20_000;
const REQUEST_MS = 60_000;
const LOOK_MS = 5_000;
/** Milliseconds a connection may be idle; longer than the usual proxies wait, so that they close first. */
const IDLE_MS = 65_000;

/** Listens. Throws `port_in_use`, or `configuration_invalid` for an address that cannot be had. */
export async function listen(place: ListenPlace, parts: ListenerParts): Promise<Listener> {
  const server = createServer({
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: HEADERS_MS,
    requestTimeout: REQUEST_MS,
    connectionsCheckingInterval: LOOK_MS,
    keepAliveTimeout: IDLE_MS,
  });
  server.maxHeadersCount = MAX_HEADERS;
  const tooMany = limitConnections(server, parts.maxConnections);
  const pipelining = limitPipelining();
  cutSlowReaders(server, { ahead: pipelining.waiting, log: parts.log, now: () => performance.now() });
  server.listen(place);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw explain(place, error);
  }
  server.on('error', (error) => parts.log.error(`The listener failed: ${error.message}`));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const serve = serving(parts, port);
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (!pipelining.admits(request, response)) return;
    const refusal = tooMany(request);
    if (refusal) refuse(response, refusal);
    else serve(request, response);
  });
  return {
    port,
    stop: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      server.close(() => resolve());
      return promise;
    },
    cut: () => server.closeAllConnections(),
  };
}

const NOTHING: Refusal = { status: 404, message: 'There is nothing at this path' };

function serving(
  { rules, door: doorAt, endpoint }: ListenerParts,
  port: number,
): (request: IncomingMessage, response: ServerResponse) => void {
  const guard = new Guard(rules);
  const door = doorAt(port);
  const admit = (verdict: Verdict, request: IncomingMessage, response: ServerResponse): void => {
    if ('refusal' in verdict) refuse(response, verdict.refusal);
    // Whoever left while they were looked at is not served any more.
    else if (!response.destroyed) void endpoint.handle(request, response, verdict.caller);
  };
  return (request, response) => {
    const foreign = guard.refuse(request.headers);
    if (foreign) return refuse(response, foreign);
    if (answerCors(request, response)) return;
    const path = requestPath(request);
    if (!endpoint.claims(path)) {
      const page = door.openPage?.(path, request.headers.host ?? '');
      return page === undefined ? refuse(response, NOTHING) : showPage(page, request, response);
    }
    const verdict = door.identify(request.headers);
    if (!(verdict instanceof Promise)) return admit(verdict, request, response);
    void verdict.then((later) => admit(later, request, response));
  };
}

function showPage(page: object, { method }: IncomingMessage, response: ServerResponse): void {
  if (method !== 'GET' && method !== 'HEAD')
    return refuse(response, { status: 405, message: 'Method Not Allowed: GET here', headers: { allow: 'GET, HEAD' } });
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-cache' });
  response.end(JSON.stringify(page));
}

function explain(place: ListenPlace, error: unknown): McpmError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const where = 'fd' in place ? `the inherited descriptor ${place.fd}` : `${place.host}:${place.port}`;
  if (code === 'EADDRINUSE')
    return new McpmError('port_in_use', `Another program listens at ${where}.`, { cause: error });
  return new McpmError('configuration_invalid', `Cannot listen at ${where} (${String(code ?? error)}).`, {
    cause: error,
    next: 'Choose another --host or --port.',
  });
}
