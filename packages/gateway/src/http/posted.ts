// Owns the body of a POST as JSON-RPC messages.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { refusal, rpcCode } from '../json-rpc/failure.ts';
import { answerTo, isJsonObject, parseMessage, type RequestId, type RpcMessage } from '../json-rpc/rpc-message.ts';
import { sendJson } from './answer.ts';

const MAX_BATCH = 100;

/** A POST whose body was read. */
export interface Posted {
  /** At least one. */
  readonly messages: readonly RpcMessage[];
  /** Whether they came as a JSON array. */
  readonly batch: boolean;
}

/** The messages of a body; a body that holds none is refused here and gives `undefined`. */
export function parsePosted(request: IncomingMessage, response: ServerResponse, body: Buffer): Posted | undefined {
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
    return refuse(response, 415, rpcCode.invalidRequest, 'Send application/json');
  }
  const value = parseJson(body);
  if (value === undefined) return refuse(response, 400, rpcCode.parseError, 'The body is not JSON');
  const batch = Array.isArray(value);
  const messages = (batch ? (value as readonly unknown[]) : [value])
    .map(parseMessage)
    .filter((message) => message !== undefined);
  const complete = messages.length === (batch ? (value as readonly unknown[]).length : 1);
  if (!complete || messages.length === 0)
    return refuse(response, 400, rpcCode.invalidRequest, 'The body is no JSON-RPC 2.0 message');
  if (messages.length > MAX_BATCH)
    return refuse(response, 400, rpcCode.invalidRequest, `A batch may hold ${MAX_BATCH} messages`);
  return { messages, batch };
}

/** The ids of the requests in a body, as far as it can be read. */
export function requestIdsOf(body: Buffer): readonly RequestId[] {
  const value = parseJson(body);
  const messages: readonly unknown[] = Array.isArray(value) ? value : [value];
  return messages
    .filter((message) => isJsonObject(message) && typeof message['method'] === 'string')
    .map((message) => (isJsonObject(message) ? message['id'] : undefined))
    .filter((id) => typeof id === 'string' || typeof id === 'number');
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    // Told to the client as a parse error.
    return undefined;
  }
}

function refuse(response: ServerResponse, status: number, code: number, message: string): undefined {
  sendJson(response, status, answerTo(null, refusal(code, message)));
}
