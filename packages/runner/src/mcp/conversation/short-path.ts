// Owns the answers to well-formed requests of the common methods, as text, without the SDK; what it does not answer, the SDK does.
import { discoverResult, initializeResult } from '../methods/greeting.ts';
import { CACHE_HINT } from '../methods/offer.ts';
import {
  listPrompts,
  listResources,
  listResourceTemplates,
  listTools,
  type Origin,
} from '../methods/server-methods.ts';
import type { ServerParts } from '../methods/server-parts.ts';
import { isSureInitialize, isSureLegacy, isSureModern, type Members } from '../message/sure-shapes.ts';
import type { JsonRpcRequest, Params } from '../message/wire-message.ts';
import { resultText } from '../message/wire-text.ts';
import { isSure, type Exchange } from './exchange.ts';
import { answerCall } from './short-call.ts';
import { failureText, plainText } from './short-result.ts';
import { grantWish } from './short-wishes.ts';

const LIST_MEMBERS: Members = ['cursor'];
const NO_MEMBERS: Members = [];

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

function isCursor(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}
