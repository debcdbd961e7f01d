// Owns the short path of `tools/call`: whose call it is, what its client is told meanwhile, and its result.
import { readTrace } from '../../call/trace-context.ts';
import { systemClock } from '../../runtime/clock.ts';
import { CallLog, wantsCallLog, type LogMessage } from '../methods/call-log.ts';
import { CallProgress } from '../methods/call-progress.ts';
import { callTool, type CallRequest, type Origin } from '../methods/server-methods.ts';
import type { ServerParts } from '../methods/server-parts.ts';
import { isLogLevel } from '../message/log-level.ts';
import { MetaKey } from '../message/revisions.ts';
import { isSureArguments, type Members } from '../message/sure-shapes.ts';
import { isRequestId, type JsonRpcRequest, type Params } from '../message/wire-message.ts';
import { notificationText } from '../message/wire-text.ts';
import { isSure, type Exchange } from './exchange.ts';
import { failureText, plainText } from './short-result.ts';

const CALL_MEMBERS: Members = ['name', 'arguments'];

/** The answer to `tools/call`, `undefined` for one that is the SDK's. */
export function answerCall(
  parts: ServerParts,
  request: JsonRpcRequest,
  exchange: Exchange,
): Promise<string> | undefined {
  const { id, params } = request;
  if (!isSure(params, exchange, CALL_MEMBERS)) return undefined;
  const name = params?.['name'];
  const args = params?.['arguments'];
  if (typeof name !== 'string' || !isSureArguments(args)) return undefined;
  const { signal, revision } = exchange;
  const call = { id, name, args: args ?? {}, origin: originOf(params, exchange), signal, revision };
  const log = logOf(parts, { params, tool: name }, exchange);
  const progress = progressOf(params, exchange);
  const watched = progress === undefined && log === undefined ? call : { ...call, progress, log };
  return answerWith(parts, { id, call: watched }, exchange);
}

async function answerWith(
  parts: ServerParts,
  { id, call }: { readonly id: JsonRpcRequest['id']; readonly call: CallRequest },
  exchange: Exchange,
): Promise<string> {
  try {
    const result = await callTool(parts, call);
    return plainText(parts, { id, method: 'tools/call', result }, exchange);
  } catch (error) {
    return failureText(parts, id, error);
  }
}

/** `_meta` may carry the trace (SEP-414), where HTTP headers did not. */
function originOf(params: Params | undefined, { caller, trace }: Origin): Origin {
  const meta = params?._meta;
  const said = meta === undefined ? undefined : readTrace(meta['traceparent'], meta['tracestate']);
  return { caller, trace: said ?? trace };
}

function progressOf(params: Params | undefined, exchange: Exchange): CallProgress | undefined {
  const progressToken = params?._meta?.['progressToken'];
  if (!isRequestId(progressToken)) return undefined;
  return new CallProgress(
    (progress, message) =>
      exchange.notify(notificationText('notifications/progress', { progressToken, progress, message })),
    systemClock,
  );
}

/** The log of a call: of the modern era each request asks for it, of the legacy one the client, once. */
function logOf(
  { redact }: ServerParts,
  { params, tool }: { readonly params: Params | undefined; readonly tool: string },
  exchange: Exchange,
): CallLog | undefined {
  const said = exchange.era === 'modern' ? params?._meta?.[MetaKey.logLevel] : exchange.wishes?.logLevel;
  if (said === undefined || !isLogLevel(said) || !wantsCallLog(said)) return undefined;
  const notify = (message: LogMessage) => exchange.notify(notificationText('notifications/message', { ...message }));
  return new CallLog({ asked: said, tool, redact, notify });
}
