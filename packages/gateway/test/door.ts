// Owns a gateway behind a real socket, the way the server of mcpm serves it, with a directory that tests change.
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createGateway, type Gateway, type GatewayOptions, type GatewayTarget } from '../src/index.ts';

/** A gateway that listens; `servers` is its directory. */
export interface Door extends AsyncDisposable {
  readonly gateway: Gateway;
  readonly servers: Map<string, GatewayTarget>;
  readonly errors: readonly unknown[];
  /** `http://127.0.0.1:<port>/mcp/<name><rest>`. */
  url(name: string, rest?: '' | '/sse' | '/messages'): string;
}

/** Opens a door. The header `x-principal` of a request names who is asking. */
export async function openDoor(
  targets: readonly GatewayTarget[],
  options: Partial<GatewayOptions> = {},
): Promise<Door> {
  const servers = new Map(targets.map((target) => [target.name, target]));
  const errors: unknown[] = [];
  const directory = { find: async (name: string) => servers.get(name) };
  const gateway = createGateway({ directory, onError: (error) => errors.push(error), ...options });
  const http = createServer((request, response) => {
    const [, server, rest] = /^\/mcp\/([^/?]+)(\/sse|\/messages)?(?:\?|$)/.exec(request.url ?? '') ?? [];
    const principal = request.headers['x-principal'];
    void gateway.handle(request, response, {
      server: server ?? '',
      rest: rest === '/sse' || rest === '/messages' ? rest : '',
      ...(typeof principal === 'string' ? { principal } : {}),
    });
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const { port } = http.address() as AddressInfo;
  return {
    gateway,
    servers,
    errors,
    url: (name, rest = '') => `http://127.0.0.1:${port}/mcp/${name}${rest}`,
    async [Symbol.asyncDispose]() {
      await gateway.close();
      http.closeAllConnections();
      http.close();
    },
  };
}
