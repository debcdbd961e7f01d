// Owns the choice of the transport: only the code of the chosen one is loaded.
import { LISTEN_FD_VARIABLE, McpmError, type RunnerOptions } from '@mcpm/domain';
import type { CallFigures } from '../call/call-statistics.ts';
import type { GuardRules } from '../http/guard.ts';
import type { HttpHandler } from '../http/http-handler.ts';
import type { Listener } from '../http/listen.ts';
import type { Endpoint, HttpEndpoint } from '../mcp/endpoint.ts';
import type { ServerParts } from '../mcp/methods/server-parts.ts';

/** An endpoint that is open, with its listener where it has one. */
export interface OpenEndpoint {
  readonly endpoint: Endpoint;
  readonly listener?: Listener;
}

/** Opens the endpoint the options ask for; `figures` are those of calls, for who asks for metrics. Throws `usage_invalid`, `port_in_use` or `configuration_invalid`. */
export async function openEndpoint(
  options: RunnerOptions,
  parts: ServerParts,
  figures: () => CallFigures,
): Promise<OpenEndpoint> {
  await checkCallers(options);
  if (options.transport === 'stdio') {
    const { openStdio } = await import('../mcp/stdio/serve-stdio.ts');
    return { endpoint: openStdio(parts, process.stdin, process.stdout) };
  }
  const endpoint = await openHttp(options, parts);
  const [{ listen }, { openDoor }] = await Promise.all([
    import('../http/listen.ts'),
    import('../inbound/open-door.ts'),
  ]);
  const { log } = parts;
  const door = (port: number) => openDoor(options, { port, log, env: process.env });
  const { maxConnections } = options;
  try {
    const handler = options.metrics ? await besideMetrics(endpoint, figures) : endpoint;
    const listener = await listen(placeOf(options), {
      endpoint: handler,
      door,
      rules: rulesOf(options),
      maxConnections,
      log,
    });
    return { endpoint, listener };
  } catch (error) {
    await endpoint.close();
    throw error;
  }
}

/** What is wrong with options that say who may call is told before anything opens; where none is given, nothing is loaded for it. */
async function checkCallers(options: RunnerOptions): Promise<void> {
  const { forwardHeaders, oauthIssuer, oauthScopes, tokenExchange } = options;
  if (forwardHeaders.length + oauthScopes.length === 0 && (oauthIssuer ?? tokenExchange) === undefined) return;
  const { checkInbound } = await import('../inbound/check-options.ts');
  checkInbound(options);
}

async function openHttp(options: RunnerOptions, parts: ServerParts): Promise<HttpEndpoint> {
  if (options.transport === 'sse')
    return (await import('../mcp/sse/serve-sse.ts')).openSse(parts, options.endpoint, options);
  return (await import('../mcp/streamable/open-streamable.ts')).openStreamable(parts, options.endpoint, options);
}

async function besideMetrics(endpoint: HttpEndpoint, figures: () => CallFigures): Promise<HttpHandler> {
  const { withMetrics } = await import('../observe/metrics-page.ts');
  return withMetrics(endpoint, { figures, connections: () => endpoint.connections() });
}

function placeOf({
  host,
  port,
}: RunnerOptions): { readonly host: string; readonly port: number } | { readonly fd: number } {
  const inherited = process.env[LISTEN_FD_VARIABLE];
  if (inherited === undefined || inherited === '') return { host, port };
  if (!/^\d+$/.test(inherited)) {
    throw new McpmError(
      'configuration_invalid',
      `${LISTEN_FD_VARIABLE} ${JSON.stringify(inherited)} does not fit: it is the number of a file descriptor`,
    );
  }
  return { fd: Number(inherited) };
}

function rulesOf({ host, publicUrl, allowedHosts, allowedOrigins }: RunnerOptions): GuardRules {
  // An address that was chosen on purpose, and the one that clients are told, are names by which the server may be called.
  const chosen = ['0.0.0.0', '::'].includes(host) ? [] : [host];
  const told = publicUrl === undefined ? [] : [new URL(publicUrl).host];
  return { allowedHosts: [...chosen, ...told, ...allowedHosts], allowedOrigins };
}
