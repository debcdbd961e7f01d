// Owns HTTP+SSE for clients of a bridged server: one GET stream that carries everything, and POSTs beside it (MCP 2024-11-05).
import { McpmError } from '@mcpm/domain';
import { sendEmpty, sendJson } from '../http/answer.ts';
import { EventStream } from '../http/event-stream.ts';
import type { Posted } from '../http/posted.ts';
import { failureOf, refusal, rpcCode } from '../json-rpc/failure.ts';
import { answerTo, isRequest, type RpcAnswer, type RpcRequest } from '../json-rpc/rpc-message.ts';
import { negotiate } from './era.ts';
import { initializeResult } from './introduction.ts';
import type { Session } from './session.ts';
import type { Visit } from './visit.ts';

/** Opens the stream and names the endpoint for messages; the session ends with the stream. */
export function openSse(visit: Visit): void {
  const { server, response, path, principal } = visit;
  const session = server.sessions.open(principal, '2024-11-05');
  response.once('close', session.hold());
  const stream = new EventStream(response);
  session.attach(stream);
  stream.onClose(() => server.sessions.end(session));
  stream.sendEvent({ event: 'endpoint', data: `${path}/messages?sessionId=${session.id}` });
}

/** Takes messages; their answers go onto the stream. */
export function postSse(visit: Visit, { messages }: Posted): void {
  const id = new URL(visit.request.url ?? '', 'http://gateway.invalid').searchParams.get('sessionId') ?? '';
  const session = visit.server.sessions.find(id, visit.principal);
  if (session === undefined) {
    const detail = 'There is no such session; open the event stream again.';
    return sendJson(visit.response, 404, answerTo(null, refusal(rpcCode.invalidRequest, detail)));
  }
  sendEmpty(visit.response, 202);
  for (const message of messages) {
    session.accept(message);
    if (isRequest(message)) void reply(visit, session, message);
  }
}

async function reply(visit: Visit, session: Session, request: RpcRequest): Promise<void> {
  const answer = await answerOf(visit, session, request);
  if (answer !== undefined) session.push(answer);
}

async function answerOf(visit: Visit, session: Session, request: RpcRequest): Promise<RpcAnswer | undefined> {
  const { id, method, params } = request;
  try {
    const { conversation, facts } = await visit.converse();
    if (method === 'initialize')
      return answerTo(id, { result: initializeResult(facts, negotiate(params?.['protocolVersion'])) });
    return await session.answer(request, { conversation, notify: (notification) => session.push(notification) });
  } catch (error) {
    if (error instanceof McpmError) return answerTo(id, failureOf(error, visit.name));
    visit.report(error);
    return answerTo(id, failureOf(new McpmError('internal_error', 'The gateway failed.'), visit.name));
  }
}
