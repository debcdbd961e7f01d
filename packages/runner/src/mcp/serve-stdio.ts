// Owns MCP over standard input and output, both eras: the SDK decides the era by the first message of the client.
import type { Readable, Writable } from 'node:stream';
import type { Server } from '@modelcontextprotocol/server';
import { serveStdio, StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import { buildServer, type ServerParts } from './build-server.ts';
import type { Endpoint } from './endpoint.ts';

/** Serves the one client at the other end of two pipes. */
export function openStdio(parts: ServerParts, input: Readable, output: Writable): Endpoint {
  const live = new Set<Server>();
  const handle = serveStdio(
    () => {
      const server = buildServer(parts, () => live.delete(server));
      live.add(server);
      return server;
    },
    {
      transport: new StdioServerTransport(input, output),
      onerror: (error) => parts.log.debug(`MCP: ${error.message}`),
    },
  );
  return {
    connections: () => (live.size > 0 ? 1 : 0),
    toolsChanged: () => {
      for (const server of live)
        server
          .sendToolListChanged()
          .catch((error: unknown) => parts.log.debug(`A notification was lost: ${String(error)}`));
    },
    close: () => handle.close(),
  };
}
