// Owns how an exchange that cannot be served is answered: a JSON-RPC error to a request posted, a problem to all else.
import type { ServerResponse } from 'node:http';
import { errorRegistry, McpmError, type ErrorCode } from '@mcpm/domain';
import type { UnavailableTarget } from './directory.ts';
import { retryHeader, sendJson, sendProblem } from './http/answer.ts';
import { requestIdsOf } from './http/posted.ts';
import { failureOf } from './json-rpc/failure.ts';
import { answerTo } from './json-rpc/rpc-message.ts';

/** An exchange to refuse. */
export interface Refused {
  readonly response: ServerResponse;
  /** What was posted, as far as it was read. */
  readonly body: Buffer;
  /** Name of the server. */
  readonly server: string;
}

/** Codes that speak of the request or its path, not of the server's state: always problems. */
const aboutTheRequest: ReadonlySet<ErrorCode> = new Set(['server_not_found', 'route_not_found', 'body_too_large']);

/** Answers with a named failure. Once an answer has begun it can only be cut. */
export function sendFailure({ response, body, server }: Refused, failure: McpmError): void {
  if (response.headersSent) return void response.destroy();
  // What is left of a body too large is not waited for.
  if (failure.code === 'body_too_large') return sendProblem(response, failure, { headers: { Connection: 'close' } });
  const [id] = requestIdsOf(body);
  if (id === undefined || aboutTheRequest.has(failure.code)) return sendProblem(response, failure);
  const outcome = failureOf(failure, server, failure.retryAfter);
  sendJson(response, failure.status, answerTo(id, outcome), retryHeader(failure.retryAfter));
}

/**
 * Answers for a server that cannot take calls: 503 with the reason's code, detail and next step, and `Retry-After`.
 * Official clients show the body of a POST that fails, or carry it in the error's `data.text` while they negotiate the version;
 * under 200 they would take the error for a legacy server and remember it.
 */
export function sendUnavailable(
  { response, body }: Omit<Refused, 'server'>,
  { name, reason, retryAfter }: UnavailableTarget,
): void {
  const [id] = requestIdsOf(body);
  const headers = retryHeader(retryAfter);
  if (id !== undefined) return sendJson(response, 503, answerTo(id, failureOf(reason, name, retryAfter)), headers);
  const code: ErrorCode = isCode(reason.code) ? reason.code : 'server_unavailable';
  sendProblem(response, new McpmError(code, reason.detail, { next: reason.next }), { status: 503, headers });
}

function isCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorRegistry, code);
}
