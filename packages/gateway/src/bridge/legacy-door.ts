// Owns Streamable HTTP for legacy clients of a bridged server: sessions, POST, the standing GET stream, DELETE (MCP 2025-11-25).
import { sendEmpty, sendJson } from '../http/answer.ts';
import { EventStream } from '../http/event-stream.ts';
import type { Posted } from '../http/posted.ts';
import { PostAnswer } from '../http/post-answer.ts';
import { refusal, rpcCode } from '../json-rpc/failure.ts';
import { answerTo, isRequest, type RequestId, type RpcMessage } from '../json-rpc/rpc-message.ts';
import { LEGACY_VERSIONS, negotiate } from './era.ts';
import { initializeResult } from './introduction.ts';
import type { Session } from './session.ts';
import { headerOf, type Visit } from './visit.ts';

/** Answers a POST of a legacy client. */
export async function postLegacy(visit: Visit, { messages, batch }: Posted): Promise<void> {
  const [first] = messages;
  if (!batch && first !== undefined && isRequest(first) && first.method === 'initialize')
    return initialize(visit, first.id, first.params?.['protocolVersion']);
  const session = sessionOf(visit, messages);
  if (session === undefined) return;
  if (batch && session.version !== '2025-03-26')
    return refuse(visit, 400, 'Batches exist in protocol version 2025-03-26 only');
  visit.response.once('close', session.hold());
  const requests = messages.filter(isRequest);
  for (const message of messages) session.accept(message);
  if (requests.length === 0) return sendEmpty(visit.response, 202);
  const { conversation } = await visit.converse();
  const reply = new PostAnswer(visit.request, visit.response);
  // A client that leaves does not cancel (MCP 2025-11-25): its call goes on, and the late answer is dropped.
  const answers = await Promise.all(
    requests.map((request) =>
      session.answer(request, { conversation, notify: (notification) => reply.notify(notification) }),
    ),
  );
  reply.end(
    answers.filter((answer) => answer !== undefined),
    { batch },
  );
}

/** Opens the standing stream of a session. */
export function openLegacyStream(visit: Visit): void {
  const session = sessionOf(visit, []);
  if (session === undefined) return;
  visit.response.once('close', session.hold());
  session.attach(new EventStream(visit.response));
}

/** Ends a session. */
export function endLegacySession(visit: Visit): void {
  const session = sessionOf(visit, []);
  if (session === undefined) return;
  visit.server.sessions.end(session);
  sendEmpty(visit.response, 200);
}

async function initialize(visit: Visit, id: RequestId, requested: unknown): Promise<void> {
  const { facts } = await visit.converse();
  const version = negotiate(requested);
  const session = visit.server.sessions.open(visit.principal, version);
  sendJson(visit.response, 200, answerTo(id, { result: initializeResult(facts, version) }), {
    'Mcp-Session-Id': session.id,
  });
}

/** The session a request names; without one the request is refused here. 404 makes a client initialize anew. */
function sessionOf(visit: Visit, messages: readonly RpcMessage[]): Session | undefined {
  const id = headerOf(visit.request, 'mcp-session-id');
  const version = headerOf(visit.request, 'mcp-protocol-version');
  const to = messages.find(isRequest)?.id ?? null;
  if (id === undefined) return refuse(visit, 400, 'Mcp-Session-Id is missing; send "initialize" first', to);
  if (version !== undefined && !LEGACY_VERSIONS.includes(version))
    return refuse(visit, 400, `Unsupported protocol version: ${version}`, to);
  return (
    visit.server.sessions.find(id, visit.principal) ??
    refuse(visit, 404, 'There is no such session; send "initialize" again', to)
  );
}

function refuse(visit: Visit, status: number, message: string, id: RequestId | null = null): undefined {
  sendJson(visit.response, status, answerTo(id, refusal(rpcCode.invalidRequest, message)));
}
