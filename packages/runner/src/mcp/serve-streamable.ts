// Owns Streamable HTTP, both eras on one path: modern requests each to a server of their own, legacy ones to their session.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createMcpHandler, isJsonContentType, isLegacyRequest } from '@modelcontextprotocol/server';
import { readJson } from '../http/read-json.ts';
import { buildServer, type ServerParts } from './build-server.ts';
import type { HttpEndpoint } from './endpoint.ts';
import { failRequest } from './fail-request.ts';
import { LegacySessions } from './legacy-sessions.ts';
import { refusal } from './refusal.ts';
import { toWebRequest, writeWebResponse } from './web-exchange.ts';

const MAX_SESSIONS = 256;
const IDLE_MS = 30 * 60_000;
const SWEEP_MS = 60_000;

/** Serves MCP at one path. */
export function openStreamable(parts: ServerParts, path: string): HttpEndpoint {
  const report = (error: Error) => parts.log.debug(`MCP: ${error.message}`);
  const modern = createMcpHandler(() => buildServer(parts), { legacy: 'reject', onerror: report });
  const legacy = new LegacySessions(parts, {
    maxSessions: MAX_SESSIONS,
    idleMs: IDLE_MS,
    now: () => performance.now(),
  });
  const sweeping = setInterval(() => legacy.sweep(), SWEEP_MS).unref();
  let openModern = 0;

  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const request = toWebRequest(incoming, outgoing);
    let body: unknown;
    if (request.method === 'POST') {
      if (!isJsonContentType(request.headers.get('content-type'))) {
        return writeWebResponse(outgoing, refusal(415, -32_000, 'Unsupported Media Type: send application/json'));
      }
      body = await readJson(incoming);
    } else if (request.method === 'GET' && !request.headers.has('mcp-session-id')) {
      // Only a session has a standing stream; without one there is nothing to get, in either era.
      return writeWebResponse(outgoing, refusal(405, -32_000, 'Method Not Allowed: POST here', { allow: 'POST' }));
    }
    if (await isLegacyRequest(request, body)) {
      const { answer: response, release } = await legacy.handle(request, body);
      return writeWebResponse(outgoing, response).finally(release);
    }
    openModern += 1;
    try {
      await writeWebResponse(outgoing, await modern.fetch(request, { parsedBody: body }));
    } finally {
      openModern -= 1;
    }
  };

  return {
    claims: (asked) => asked === path,
    handle: (incoming, outgoing) =>
      answer(incoming, outgoing).catch((error: unknown) => failRequest(outgoing, error, parts.log)),
    connections: () => legacy.size + openModern,
    toolsChanged: () => {
      legacy.toolsChanged();
      modern.notify.toolsChanged();
    },
    close: async () => {
      clearInterval(sweeping);
      await Promise.all([legacy.close(), modern.close()]);
    },
  };
}
