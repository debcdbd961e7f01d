// Owns the shape of JSON-RPC messages as MCP has them, checked without any schema library.

/** The id of a request; integers beyond 2^53 are none. */
export type RequestId = string | number;

/** `params` of any message; `_meta` was looked at, the rest was not. */
export interface Params {
  readonly _meta?: Readonly<Record<string, unknown>>;
  readonly [name: string]: unknown;
}

/** A message that wants an answer. */
export interface JsonRpcRequest {
  readonly jsonrpc: '2.0';
  readonly id: RequestId;
  readonly method: string;
  readonly params?: Params;
}

/** A message that wants none. */
export interface JsonRpcNotification {
  readonly jsonrpc: '2.0';
  readonly method: string;
  readonly params?: Params;
}

/** An answer of the client to a request of ours. */
export interface JsonRpcResponse {
  readonly jsonrpc: '2.0';
  readonly id?: RequestId;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly code: number; readonly message: string };
}

/** Any message of a client. */
export type JsonRpcMessage = JsonRpcRequest | JsonRpcNotification | JsonRpcResponse;

/** Why a value is no message, with the id of the request it may have been. */
export interface Malformed {
  readonly malformed: string;
  /** −32600, or −32602 where only `params` do not fit. */
  readonly code: number;
  readonly id: RequestId | null;
}

const INVALID_REQUEST = -32_600;
const INVALID_PARAMS = -32_602;
/** In `_meta` of 2025-11-25: the task that a message belongs to. */
const RELATED_TASK = 'io.modelcontextprotocol/related-task';

/** The message that a parsed JSON value is, the same object, or why it is none. Accepts what the SDK's own schema of messages accepts. */
export function readMessage(value: unknown): JsonRpcMessage | Malformed {
  if (!isObject(value)) return malformed(null, INVALID_REQUEST, 'a message is a JSON object');
  const id = isRequestId(value['id']) ? value['id'] : null;
  if (value['jsonrpc'] !== '2.0') return malformed(id, INVALID_REQUEST, 'jsonrpc must be "2.0"');
  if (isCall(value)) return value;
  if (isResponse(value)) return value;
  if (typeof value['method'] !== 'string') return malformed(id, INVALID_REQUEST, 'method must be a text');
  if ('id' in value && id === null) return malformed(null, INVALID_REQUEST, 'id must be a text or an integer');
  if (!hasOnly(value, CALL_MEMBERS)) {
    return malformed(id, INVALID_REQUEST, 'a request has no members but jsonrpc, id, method and params');
  }
  return malformed(id, INVALID_PARAMS, 'params must be an object, and _meta in it an object of the shape MCP gives it');
}

/** Whether it is no message. */
export function isMalformed(value: JsonRpcMessage | Malformed): value is Malformed {
  return 'malformed' in value;
}

/** Whether it is one. */
export function isMessage(value: JsonRpcMessage | Malformed): value is JsonRpcMessage {
  return !isMalformed(value);
}

/** Whether a message wants an answer. */
export function isRequest(message: JsonRpcMessage): message is JsonRpcRequest {
  return 'method' in message && 'id' in message;
}

/** Whether a message is a notification. */
export function isNotification(message: JsonRpcMessage): message is JsonRpcNotification {
  return 'method' in message && !('id' in message);
}

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value can be the id of a request, or a progress token, which has the same shape. */
export function isRequestId(value: unknown): value is RequestId {
  return typeof value === 'string' || Number.isSafeInteger(value);
}

const CALL_MEMBERS: readonly string[] = ['jsonrpc', 'id', 'method', 'params'];
const RESPONSE_MEMBERS: readonly string[] = ['jsonrpc', 'id', 'result', 'error'];

function isCall(value: Readonly<Record<string, unknown>>): value is Readonly<Record<string, unknown>> & JsonRpcRequest {
  if (typeof value['method'] !== 'string') return false;
  if ('id' in value && !isRequestId(value['id'])) return false;
  const params = value['params'];
  if (params !== undefined && !(isObject(params) && isMeta(params['_meta']))) return false;
  return hasOnly(value, CALL_MEMBERS);
}

function isResponse(
  value: Readonly<Record<string, unknown>>,
): value is Readonly<Record<string, unknown>> & JsonRpcResponse {
  if ('method' in value || !hasOnly(value, RESPONSE_MEMBERS)) return false;
  if ('result' in value) return !('error' in value) && isRequestId(value['id']) && isObject(value['result']);
  const error = value['error'];
  if ('id' in value && !isRequestId(value['id'])) return false;
  return isObject(error) && Number.isSafeInteger(error['code']) && typeof error['message'] === 'string';
}

function isMeta(meta: unknown): boolean {
  if (meta === undefined) return true;
  if (!isObject(meta)) return false;
  const token = meta['progressToken'];
  if (token !== undefined && !isRequestId(token)) return false;
  const task = meta[RELATED_TASK];
  return task === undefined || (isObject(task) && typeof task['taskId'] === 'string');
}

function hasOnly(value: Readonly<Record<string, unknown>>, members: readonly string[]): boolean {
  for (const name in value) if (!members.includes(name)) return false;
  return true;
}

function malformed(id: RequestId | null, code: number, reason: string): Malformed {
  return { malformed: reason, code, id };
}
