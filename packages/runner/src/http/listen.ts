// Owns the HTTP listener: guard first, then the endpoint that claims the path.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { McpmError } from '@mcpm/domain';
import type { Logger } from '../log/logger.ts';
import type { HttpEndpoint } from '../mcp/endpoint.ts';
import { answerCors } from './cors.ts';
import { refuseForeign, refuseUnknown, type GuardRefusal, type GuardRules } from './guard.ts';

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
  readonly endpoint: HttpEndpoint;
  readonly log: Logger;
}

/** Listens. Throws `port_in_use`, or `configuration_invalid` for an address that cannot be had. */
export async function listen(place: ListenPlace, parts: ListenerParts): Promise<Listener> {
  const server = createServer((request, response) => serve(request, response, parts));
  server.keepAliveTimeout = 65_000;
  server.requestTimeout = 60_000;
  server.listen(place);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw explain(place, error);
  }
  server.on('error', (error) => parts.log.error(`The listener failed: ${error.message}`));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    stop: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      server.close(() => resolve());
      return promise;
    },
    cut: () => server.closeAllConnections(),
  };
}

function serve(request: IncomingMessage, response: ServerResponse, to: ListenerParts): void {
  const foreign = refuseForeign(request.headers, to.rules);
  if (foreign) return refuse(response, foreign);
  if (answerCors(request, response)) return;
  const unknown = refuseUnknown(request.headers, to.rules);
  if (unknown) return refuse(response, unknown);
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  if (!to.endpoint.claims(path)) return refuse(response, { status: 404, message: 'There is nothing at this path' });
  void to.endpoint.handle(request, response);
}

function refuse(
  response: ServerResponse,
  { status, message, headers }: Omit<GuardRefusal, 'status'> & { readonly status: number },
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify({ jsonrpc: '2.0', error: { code: -32_000, message }, id: null }));
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
