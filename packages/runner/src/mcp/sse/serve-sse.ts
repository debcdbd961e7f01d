// Owns HTTP+SSE (MCP 2024-11-05): one stream and one conversation for each client, and the way of a posted message to it.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller } from '../../call/caller.ts';
import { readTrace } from '../../call/trace-context.ts';
import { readJson } from '../../http/read-json.ts';
import { Conversation } from '../conversation/conversation.ts';
import { isMessage, readMessage, type JsonRpcMessage } from '../message/wire-message.ts';
import type { HttpEndpoint } from '../endpoint.ts';
import { failRequest } from '../../http/fail-request.ts';
import { refuse, type Refusal } from '../../http/refuse.ts';
import { requestPath } from '../../http/request-path.ts';
import type { ServerParts } from '../methods/server-parts.ts';
import { SseStream } from './sse-stream.ts';
import { refuseType } from '../../http/refuse-type.ts';

const MAX_STREAMS = 256;
const MAX_BATCH = 100;
const KEEP_ALIVE_MS = 15_000;
const STREAM_PATH = '/sse';
const MESSAGES_PATH = '/messages';

const FULL = {
  status: 503,
  code: -32_000,
  message: 'Too many streams are open; try again later',
  headers: { 'retry-after': '30' },
};
const UNKNOWN = { status: 404, code: -32_001, message: 'Session not found' };
const NO_MESSAGE = { status: 400, code: -32_600, message: 'Invalid Request: not a JSON-RPC message' };

/** The conversation of one stream. */
interface Session {
  readonly conversation: Conversation;
  readonly stream: SseStream;
  /** Nobody else may post to it. */
  readonly principal: string;
}

/** Serves streams at `/sse` and at `path`, and takes messages at `/messages`. `maxSessions`: streams that may be open at once, 256 unless said otherwise. */
export function openSse(
  parts: ServerParts,
  path: string,
  { maxSessions = MAX_STREAMS }: { readonly maxSessions?: number } = {},
): HttpEndpoint {
  const sessions = new Map<string, Session>();

  const open = (response: ServerResponse, { principal }: Caller): void => {
    if (sessions.size >= maxSessions) return refuse(response, FULL);
    const id = randomUUID();
    const stream = new SseStream(response, {
      messagesUrl: `${MESSAGES_PATH}?sessionId=${id}`,
      keepAliveMs: KEEP_ALIVE_MS,
      onStalled: (bytes) =>
        parts.log.warn(`A client does not read its event stream: ${bytes} bytes wait, so it is cut off`),
      onClose: () => {
        sessions.delete(id);
        void conversation.close();
      },
    });
    const conversation = new Conversation(parts, stream, { eras: 'legacy' });
    sessions.set(id, { conversation, stream, principal });
  };

  const take = async (request: IncomingMessage, response: ServerResponse, caller: Caller): Promise<void> => {
    const session = sessions.get(new URL(request.url ?? '/', 'http://localhost').searchParams.get('sessionId') ?? '');
    if (session === undefined || session.principal !== caller.principal) return refuse(response, UNKNOWN);
    const refusal = refuseType(request.headers);
    if (refusal !== undefined) return refuse(response, refusal);
    const messages = readMessages(await readJson(request));
    if (messages === undefined) return refuse(response, NO_MESSAGE);
    // Accepted first: the answers ride the stream and may be quicker than this one.
    response.writeHead(202, { 'content-type': 'text/plain' }).end('Accepted');
    const trace = readTrace(request.headers['traceparent'], request.headers['tracestate']);
    for (const message of messages) session.conversation.receive(message, caller, trace);
  };

  return {
    claims: (asked) => asked === STREAM_PATH || asked === MESSAGES_PATH || asked === path,
    handle: async (request, response, caller) => {
      const posting = requestPath(request) === MESSAGES_PATH;
      try {
        if (posting && request.method === 'POST') await take(request, response, caller);
        else if (!posting && request.method === 'GET') open(response, caller);
        else refuse(response, notAllowed(posting ? 'POST' : 'GET'));
      } catch (error) {
        failRequest(response, error, parts.log);
      }
    },
    connections: () => sessions.size,
    toolsChanged: () => {
      for (const { conversation } of sessions.values()) conversation.toolsChanged();
    },
    announce: (news) => {
      for (const { conversation } of sessions.values()) conversation.announce(news);
    },
    close: async () => {
      await Promise.all(
        [...sessions.values()].map(async ({ conversation, stream }) => {
          await conversation.close();
          stream.end();
        }),
      );
    },
  };
}

function notAllowed(allow: string): Refusal {
  return { status: 405, code: -32_000, message: 'Method Not Allowed', headers: { allow } };
}

/** The messages of a body: one, or a batch as 2025-03-26 allows it. `undefined` when any is none. */
function readMessages(body: unknown): readonly JsonRpcMessage[] | undefined {
  const raw: readonly unknown[] = Array.isArray(body) ? body : [body];
  if (raw.length === 0 || raw.length > MAX_BATCH) return undefined;
  const read = raw.map(readMessage);
  const messages = read.filter(isMessage);
  return messages.length === read.length ? messages : undefined;
}
