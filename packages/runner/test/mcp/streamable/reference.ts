// Owns the same tools behind the SDK alone: its sessions answering in JSON, and its handler of the modern era.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import {
  createMcpHandler,
  isInitializeRequest,
  isLegacyRequest,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server';
import { LOCAL_CALLER } from '../../../src/call/caller.ts';
import { readJson } from '../../../src/http/read-json.ts';
import { buildServer } from '../../../src/mcp/sdk/build-server.ts';
import type { ServerParts } from '../../../src/mcp/methods/server-parts.ts';
import { toWebRequest, writeWebResponse } from '../../../src/mcp/streamable/web-exchange.ts';

/** Listens; what is returned ends it. */
export async function openReference(parts: ServerParts): Promise<{ readonly url: string; readonly close: () => void }> {
  const modern = createMcpHandler(() => buildServer(parts, LOCAL_CALLER), { legacy: 'reject' });
  const sessions = new Map<string, WebStandardStreamableHTTPServerTransport>();

  const begin = async () => {
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: () => crypto.randomUUID(),
      onsessioninitialized: (id) => void sessions.set(id, transport),
      enableJsonResponse: true,
    });
    await buildServer(parts, LOCAL_CALLER).connect(transport);
    return transport;
  };

  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const body = await readJson(incoming);
    const request = toWebRequest(incoming, outgoing);
    if (!(await isLegacyRequest(request, body)))
      return writeWebResponse(outgoing, await modern.fetch(request, { parsedBody: body }));
    const id = request.headers.get('mcp-session-id');
    const transport = id === null && isInitializeRequest(body) ? await begin() : sessions.get(id ?? '');
    if (transport === undefined) return void outgoing.writeHead(id === null ? 400 : 404).end('{"error":{},"id":null}');
    return writeWebResponse(outgoing, await transport.handleRequest(request, { parsedBody: body }));
  };

  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch((error: unknown) => outgoing.writeHead(599).end(String(error)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/mcp`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
