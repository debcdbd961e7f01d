// Owns `subscriptions/listen` of modern clients: list changes of a bridged server on one stream (MCP 2026-07-28).
import { sendJson } from '../http/answer.ts';
import { EventStream } from '../http/event-stream.ts';
import { refusal, rpcCode } from '../json-rpc/failure.ts';
import {
  answerTo,
  isJsonObject,
  type JsonObject,
  type RpcNotification,
  type RpcRequest,
} from '../json-rpc/rpc-message.ts';
import { listChanged } from './bridged-server.ts';
import { metaKey, metaOf } from './era.ts';
import type { Visit } from './visit.ts';

const kinds = [
  ['toolsListChanged', 'tools'],
  ['promptsListChanged', 'prompts'],
  ['resourcesListChanged', 'resources'],
] as const;

/** Opens the stream: first the acknowledgement of what is honoured, then the changes until the client leaves. */
export async function serveSubscription(visit: Visit, { id, params }: RpcRequest): Promise<void> {
  const wanted = params?.['notifications'];
  if (!isJsonObject(wanted))
    return sendJson(visit.response, 400, answerTo(id, refusal(rpcCode.invalidParams, '"notifications" is missing')));
  const { facts } = await visit.converse();
  if (visit.response.destroyed) return;
  const honoured = kinds.filter(
    ([key, capability]) => wanted[key] === true && isJsonObject(facts.capabilities[capability]),
  );
  const methods = new Set<string>(honoured.map(([, capability]) => listChanged[capability]));
  const stream = new EventStream(visit.response);
  const send = ({ method, params: said }: RpcNotification) =>
    stream.send({ jsonrpc: '2.0', method, params: stamped(said, id) });
  send({
    jsonrpc: '2.0',
    method: 'notifications/subscriptions/acknowledged',
    params: { notifications: Object.fromEntries(honoured.map(([key]) => [key, true])) },
  });
  const unlisten = visit.server.listen({
    hear: (notification) => {
      if (methods.has(notification.method)) send(notification);
    },
    end: () => {
      stream.send(answerTo(id, { result: { resultType: 'complete', ...stamped(undefined, id) } }));
      stream.end();
    },
  });
  stream.onClose(unlisten);
}

function stamped(params: JsonObject | undefined, subscriptionId: string | number): JsonObject {
  return { ...params, _meta: { ...metaOf(params), [metaKey.subscriptionId]: subscriptionId } };
}
