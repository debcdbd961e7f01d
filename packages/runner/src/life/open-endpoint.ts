// Owns the choice of the transport: only the code of the chosen one is loaded.
import { LISTEN_FD_VARIABLE, McpmError, type RunnerOptions } from '@mcpm/domain';
import type { GuardRules } from '../http/guard.ts';
import type { Listener } from '../http/listen.ts';
import type { ServerParts } from '../mcp/build-server.ts';
import type { Endpoint, HttpEndpoint } from '../mcp/endpoint.ts';

/** An endpoint that is open, with its listener where it has one. */
export interface OpenEndpoint {
  readonly endpoint: Endpoint;
  readonly listener?: Listener;
}

/** Opens the endpoint the options ask for. Throws `port_in_use` or `configuration_invalid`. */
export async function openEndpoint(options: RunnerOptions, parts: ServerParts): Promise<OpenEndpoint> {
  if (options.transport === 'stdio') {
    const { openStdio } = await import('../mcp/serve-stdio.ts');
    return { endpoint: openStdio(parts, process.stdin, process.stdout) };
  }
  const endpoint = await openHttp(options, parts);
  const { listen } = await import('../http/listen.ts');
  try {
    return {
      endpoint,
      listener: await listen(placeOf(options), { endpoint, rules: rulesOf(options), log: parts.log }),
    };
  } catch (error) {
    await endpoint.close();
    throw error;
  }
}

async function openHttp({ transport, endpoint }: RunnerOptions, parts: ServerParts): Promise<HttpEndpoint> {
  if (transport === 'sse') return (await import('../mcp/serve-sse.ts')).openSse(parts, endpoint);
  return (await import('../mcp/serve-streamable.ts')).openStreamable(parts, endpoint);
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

function rulesOf({ host, allowedHosts, allowedOrigins, requireToken }: RunnerOptions): GuardRules {
  // An address that was chosen on purpose is a name by which the server may be called.
  const named = ['0.0.0.0', '::'].includes(host) ? allowedHosts : [host, ...allowedHosts];
  return { allowedHosts: named, allowedOrigins, ...(requireToken === undefined ? {} : { requireToken }) };
}
