// Owns the answers to well-formed requests of the common methods, as text, without the SDK; what it does not answer, the SDK does.
import { readTrace } from '../../call/trace-context.ts';
import { systemClock } from '../../runtime/clock.ts';
import { CallLog, wantsCallLog, type LogMessage } from '../methods/call-log.ts';
import { CallProgress } from '../methods/call-progress.ts';
import type { ServerParts } from '../methods/server-parts.ts';
import type { ClientWishes } from '../methods/client-wishes.ts';
import { discoverResult, initializeResult } from '../methods/greeting.ts';
import { isLogLevel } from '../message/log-level.ts';
import { CACHE_HINT } from '../methods/offer.ts';
import { MetaKey, type Era } from '../message/revisions.ts';
import {
  callTool,
  listPrompts,
  listResources,
  listResourceTemplates,
  listTools,
  type CallRequest,
  type Origin,
} from '../methods/server-methods.ts';
import { grantWish } from './short-wishes.ts';
import { isSureArguments, isSureInitialize, isSureLegacy, isSureModern, type Members } from '../message/sure-shapes.ts';
import { isRequestId, type JsonRpcRequest, type Params } from '../message/wire-message.ts';
import { ErrorCode, errorText, notificationText, resultText, WireFailure } from '../message/wire-text.ts';

const LIST_MEMBERS: Members = ['cursor'];
const CALL_MEMBERS: Members = ['name', 'arguments'];
const NO_MEMBERS: Members = [];

/** What a request is answered with besides its own words. */
export interface Exchange extends Origin {
  readonly era: Era;
  /** The legacy revision of the client, as far as it was negotiated. */
  readonly revision: string | undefined;
  /** What a client of the legacy era wants to be told; absent where nothing is remembered. */
  readonly wishes?: ClientWishes;
  /** Aborted when the client does not want the answer any more. Asked for only where an answer takes time. */
  readonly signal: AbortSignal;
  /** Sends a notification on the way of this request; a promise where the client has yet to take what was sent. */
  notify(json: string): Promise<void> | undefined;
}

/** The answer as JSON text, at once or later; never rejects, and is of no use once the signal is aborted. */
export type ShortAnswer = string | Promise<string>;

/** The answer to a request, `undefined` for one that is the SDK's. */
export function shortAnswer(parts: ServerParts, request: JsonRpcRequest, exchange: Exchange): ShortAnswer | undefined {
  const { id, method, params } = request;
  if (method === 'tools/call') return answerCall(parts, request, exchange);
  if (method === 'tools/list') {
    if (!isSure(params, exchange, LIST_MEMBERS) || !isCursor(params?.['cursor'])) return undefined;
    return answerList(parts, request, exchange);
  }
  if (method === 'resources/list') {
    if (!isSure(params, exchange, LIST_MEMBERS) || !isCursor(params?.['cursor'])) return undefined;
    return answerResources(parts, request, exchange);
  }
  try {
    const result = plainResult(parts, { method, params }, exchange);
    if (result === undefined) return undefined;
    return plainText(parts, { id, method, result }, exchange);
  } catch (error) {
    return failureText(parts, id, error);
  }
}

interface PlainAnswer {
  readonly id: JsonRpcRequest['id'];
  readonly method: string;
  readonly result: object;
}

function plainText(parts: ServerParts, { id, method, result }: PlainAnswer, { era }: Exchange): string {
  return resultText(id, JSON.stringify(era === 'modern' ? modernResult(parts, method, result) : result));
}

/** Results that are known at once. */
function plainResult(
  parts: ServerParts,
  { method, params }: { readonly method: string; readonly params: Params | undefined },
  exchange: Exchange,
): object | undefined {
  if (exchange.era === 'legacy') {
    if (method === 'ping') return isSureLegacy(params, NO_MEMBERS) ? {} : undefined;
    if (method === 'initialize') return isSureInitialize(params) ? initializeResult(parts.offer, params) : undefined;
    const granted = exchange.wishes && grantWish(method, params, exchange.wishes);
    if (granted !== undefined) return granted;
  } else if (method === 'server/discover') {
    return isSureModern(params, NO_MEMBERS) ? discoverResult(parts.offer) : undefined;
  }
  const list = LISTS.get(method);
  if (list === undefined || !isSure(params, exchange, LIST_MEMBERS) || !isCursor(params?.['cursor'])) return undefined;
  return list(parts, exchange);
}

type PlainList = (parts: ServerParts, origin: Origin) => object;

const LISTS: ReadonlyMap<string, PlainList> = new Map<string, PlainList>([
  ['prompts/list', listPrompts],
  ['resources/templates/list', listResourceTemplates],
]);

async function answerResources(
  parts: ServerParts,
  { id, method, params }: JsonRpcRequest,
  exchange: Exchange,
): Promise<string> {
  const cursor = params?.['cursor'];
  try {
    void exchange.signal;
    const result = await listResources(parts, typeof cursor === 'string' ? cursor : undefined, exchange);
    return plainText(parts, { id, method, result }, exchange);
  } catch (error) {
    return failureText(parts, id, error);
  }
}

async function answerList(parts: ServerParts, { id, params }: JsonRpcRequest, exchange: Exchange): Promise<string> {
  const cursor = params?.['cursor'];
  try {
    // A wait for the first compile can be cancelled.
    void exchange.signal;
    const { json } = await listTools(parts, typeof cursor === 'string' ? cursor : undefined);
    if (exchange.era === 'legacy') return resultText(id, json);
    const rest = JSON.stringify({ _meta: parts.offer.briefMeta, resultType: 'complete', ...CACHE_HINT });
    return resultText(id, `${json.slice(0, -1)},${rest.slice(1)}`);
  } catch (error) {
    return failureText(parts, id, error);
  }
}

function answerCall(parts: ServerParts, request: JsonRpcRequest, exchange: Exchange): Promise<string> | undefined {
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
  { era }: Exchange,
): Promise<string> {
  try {
    const result = await callTool(parts, call);
    return resultText(id, JSON.stringify(era === 'modern' ? modernResult(parts, 'tools/call', result) : result));
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

/** What the modern era adds to every result: that it is complete, who answers, and how long a list may be kept. */
function modernResult({ offer }: ServerParts, method: string, result: object): object {
  return {
    ...result,
    resultType: 'complete',
    ...(method === 'tools/call' ? {} : CACHE_HINT),
    _meta: { [MetaKey.serverInfo]: offer.identity },
  };
}

function failureText({ log }: ServerParts, id: JsonRpcRequest['id'], error: unknown): string {
  if (error instanceof WireFailure) return errorText(id, error);
  // Of a call that was cancelled nothing is sent; anything else is a bug.
  log.debug(`A request ended without a result: ${error instanceof Error ? error.stack : String(error)}`);
  return errorText(id, new WireFailure(ErrorCode.internal, 'The server has a bug here; its log says more.'));
}

function isSure(params: Params | undefined, { era }: Exchange, members: Members): boolean {
  return era === 'modern' ? isSureModern(params, members) : isSureLegacy(params, members);
}

function isCursor(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}
