// Owns Streamable HTTP for modern clients of a bridged server: each POST stands for itself (MCP 2026-07-28).
import { sendEmpty, sendJson } from '../http/answer.ts';
import { PostAnswer } from '../http/post-answer.ts';
import { methodNotFound, rpcCode } from '../json-rpc/failure.ts';
import { answerTo, isRequest, type Outcome, type RpcMessage, type RpcRequest } from '../json-rpc/rpc-message.ts';
import type { Ready } from './bridged-server.ts';
import { toLegacyParams, toModernOutcome } from './era.ts';
import { discoverResult } from './introduction.ts';
import { findFault } from './modern-envelope.ts';
import { serveSubscription } from './subscription.ts';
import type { Visit } from './visit.ts';

const removed: ReadonlySet<string> = new Set([
  'ping',
  'logging/setLevel',
  'resources/subscribe',
  'resources/unsubscribe',
]);

/** Answers a POST of a modern client. */
export async function postModern(visit: Visit, message: RpcMessage): Promise<void> {
  // A modern client cancels by leaving; no notification of it concerns a shared server.
  if (!isRequest(message)) return sendEmpty(visit.response, 202);
  const { id, method } = message;
  const fault = findFault(message, visit.request.headers);
  if (fault !== undefined) return sendJson(visit.response, 400, answerTo(id, fault));
  if (removed.has(method)) return sendJson(visit.response, 404, answerTo(id, methodNotFound(method)));
  if (method === 'subscriptions/listen') return serveSubscription(visit, message);
  const ready = await visit.converse();
  if (visit.response.destroyed) return;
  const reply = new PostAnswer(visit.request, visit.response);
  const outcome = await outcomeOf(ready, message, reply);
  if (outcome === undefined) return;
  const unknown = 'error' in outcome && outcome.error.code === rpcCode.methodNotFound;
  reply.end([answerTo(id, outcome)], { status: unknown ? 404 : 200 });
}

async function outcomeOf(
  { conversation, facts }: Ready,
  { method, params }: RpcRequest,
  reply: PostAnswer,
): Promise<Outcome | undefined> {
  if (method === 'server/discover') return toModernOutcome(method, { result: discoverResult(facts) }, facts);
  const left = new AbortController();
  reply.onGone(() => left.abort('The client disconnected'));
  const stripped = toLegacyParams(params);
  const outcome = await conversation.call({
    method,
    ...(stripped === undefined ? {} : { params: stripped }),
    onProgress: (progress) => reply.notify({ jsonrpc: '2.0', method: 'notifications/progress', params: progress }),
    signal: left.signal,
  });
  return outcome === undefined ? undefined : toModernOutcome(method, outcome, facts);
}
