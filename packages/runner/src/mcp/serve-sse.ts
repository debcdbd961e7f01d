// Owns HTTP+SSE (MCP 2024-11-05): one stream and one server for each client, and the way of a posted message to its stream.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isJsonContentType, parseJSONRPCMessage, type JSONRPCMessage, type Server } from '@modelcontextprotocol/server';
import { readJson } from '../http/read-json.ts';
import { buildServer, type ServerParts } from './build-server.ts';
import type { HttpEndpoint } from './endpoint.ts';
import { failRequest } from './fail-request.ts';
import { refusal } from './refusal.ts';
import { SseTransport } from './sse-transport.ts';
import { writeWebResponse } from './web-exchange.ts';

const MAX_STREAMS = 256;
const MAX_BATCH = 100;
const KEEP_ALIVE_MS = 15_000;
const STREAM_PATH = '/sse';
const MESSAGES_PATH = '/messages';

interface Conversation {
  readonly transport: SseTransport;
  readonly server: Server;
}

/** Serves streams at `/sse` and at `path`, and takes messages at `/messages`. */
export function openSse(parts: ServerParts, path: string): HttpEndpoint {
  const conversations = new Map<string, Conversation>();

  const open = async (response: ServerResponse): Promise<void> => {
    if (conversations.size >= MAX_STREAMS) {
      return writeWebResponse(
        response,
        refusal(503, -32_000, 'Too many streams are open; try again later', { 'retry-after': '30' }),
      );
    }
    const sessionId = randomUUID();
    const transport = new SseTransport(response, {
      sessionId,
      messagesUrl: `${MESSAGES_PATH}?sessionId=${sessionId}`,
      keepAliveMs: KEEP_ALIVE_MS,
    });
    const server = buildServer(parts, () => conversations.delete(sessionId));
    conversations.set(sessionId, { transport, server });
    return server.connect(transport);
  };

  const take = async (sessionId: string | null, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const conversation = conversations.get(sessionId ?? '');
    if (conversation === undefined) return writeWebResponse(response, refusal(404, -32_001, 'Session not found'));
    if (!isJsonContentType(request.headers['content-type'] ?? null)) {
      return writeWebResponse(response, refusal(415, -32_000, 'Unsupported Media Type: send application/json'));
    }
    const messages = parseMessages(await readJson(request));
    if (messages === undefined)
      return writeWebResponse(response, refusal(400, -32_600, 'Invalid Request: not a JSON-RPC message'));
    // Accepted first: the answers ride the stream and may be quicker than this one.
    response.writeHead(202, { 'content-type': 'text/plain' }).end('Accepted');
    for (const message of messages) conversation.transport.receive(message);
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const posting = url.pathname === MESSAGES_PATH;
    if (posting && request.method === 'POST') return take(url.searchParams.get('sessionId'), request, response);
    if (!posting && request.method === 'GET') return open(response);
    return writeWebResponse(response, refusal(405, -32_000, 'Method Not Allowed', { allow: posting ? 'POST' : 'GET' }));
  };

  return {
    claims: (asked) => asked === STREAM_PATH || asked === MESSAGES_PATH || asked === path,
    handle: (request, response) =>
      answer(request, response).catch((error: unknown) => failRequest(response, error, parts.log)),
    connections: () => conversations.size,
    toolsChanged: () => {
      for (const { server } of conversations.values()) {
        server
          .sendToolListChanged()
          .catch((error: unknown) => parts.log.debug(`A notification was lost: ${String(error)}`));
      }
    },
    close: async () => {
      await Promise.all([...conversations.values()].map(({ server }) => server.close()));
    },
  };
}

/** The messages of a body: one, or a batch as 2025-03-26 allows it. `undefined` when any is none. */
function parseMessages(body: unknown): readonly JSONRPCMessage[] | undefined {
  const raw: readonly unknown[] = Array.isArray(body) ? body : [body];
  if (raw.length === 0 || raw.length > MAX_BATCH) return undefined;
  try {
    return raw.map((message) => parseJSONRPCMessage(message));
  } catch {
    // The schema's complaint is long and of no use to a client; that the body is no message is what counts.
    return undefined;
  }
}
