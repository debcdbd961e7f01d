// Owns JSON-RPC 2.0 messages as they pass through: recognised, never interpreted further than routing needs.

/** Any JSON object. */
export type JsonObject = { readonly [key: string]: unknown };

/** The id of a request; unique only among the requests of one client. */
export type RequestId = string | number;

/** A message that wants an answer. */
export interface RpcRequest {
  readonly jsonrpc: '2.0';
  readonly id: RequestId;
  readonly method: string;
  readonly params?: JsonObject;
}

/** A message that wants none. */
export interface RpcNotification {
  readonly jsonrpc: '2.0';
  readonly method: string;
  readonly params?: JsonObject;
}

/** The `error` member of an answer. */
export interface RpcError {
  readonly code: number;
  readonly message: string;
  readonly data?: unknown;
}

/** How a request ended, without its id: ids belong to one hop. */
export type Outcome = { readonly result: JsonObject } | { readonly error: RpcError };

/** An answer; its id is `null` when the request could not be read. */
export type RpcAnswer = { readonly jsonrpc: '2.0'; readonly id: RequestId | null } & Outcome;

/** Any message. */
export type RpcMessage = RpcRequest | RpcNotification | RpcAnswer;

/** Whether a JSON value is an object, not an array or null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A JSON value as a message, or `undefined` when it is none (JSON-RPC 2.0, sections 4 and 5; MCP asks for object params and results). */
export function parseMessage(value: unknown): RpcMessage | undefined {
  if (!isJsonObject(value) || value['jsonrpc'] !== '2.0') return undefined;
  const { id, method, params, result, error } = value;
  const named = typeof id === 'string' || typeof id === 'number';
  if (typeof method === 'string') {
    if (params !== undefined && !isJsonObject(params)) return undefined;
    const rest = params === undefined ? {} : { params };
    if (named) return { jsonrpc: '2.0', id, method, ...rest };
    return id === undefined ? { jsonrpc: '2.0', method, ...rest } : undefined;
  }
  const to = named ? id : null;
  if (isJsonObject(result)) return { jsonrpc: '2.0', id: to, result };
  if (isRpcError(error)) return { jsonrpc: '2.0', id: to, error };
  return undefined;
}

/** Whether a message wants an answer. */
export function isRequest(message: RpcMessage): message is RpcRequest {
  return 'method' in message && 'id' in message;
}

/** Whether a message has a method and wants no answer. */
export function isNotification(message: RpcMessage): message is RpcNotification {
  return 'method' in message && !('id' in message);
}

/** An outcome on its way to the client that asked. */
export function answerTo(id: RequestId | null, outcome: Outcome): RpcAnswer {
  return { jsonrpc: '2.0', id, ...outcome };
}

function isRpcError(value: unknown): value is JsonObject & RpcError {
  return isJsonObject(value) && typeof value['code'] === 'number' && typeof value['message'] === 'string';
}
