// Owns complete HTTP answers: JSON, problems (RFC 9457) and JSON-RPC errors under an HTTP status.
import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { errorRegistry, type McpmError, type Problem } from '@mcpm/domain';
import type { RpcAnswer } from '../json-rpc/rpc-message.ts';

/** Headers of an answer. */
export type Headers = Readonly<Record<string, string>>;

/** Sends an empty answer. */
export function sendEmpty(response: ServerResponse, status: number, headers: Headers = {}): void {
  response.writeHead(status, { ...headers, 'Content-Length': '0' }).end();
}

/** Sends JSON-RPC answers as one JSON body: an object, or an array for a batch. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: RpcAnswer | readonly RpcAnswer[],
  headers: Headers = {},
): void {
  send(response, { status, type: 'application/json', body, headers });
}

/** Sends a named failure as a problem, with its status, or another one where HTTP asks for it. */
export function sendProblem(
  response: ServerResponse,
  failure: McpmError,
  options: { readonly status?: number; readonly headers?: Headers } = {},
): void {
  const status = options.status ?? failure.status;
  const given = response.getHeader('x-request-id');
  const problem: Problem = {
    type: `urn:mcpm:error:${failure.code}`,
    title: errorRegistry[failure.code].title,
    status,
    detail: failure.message,
    code: failure.code,
    next: failure.next,
    requestId: typeof given === 'string' ? given : randomUUID(),
  };
  const headers = { ...retryHeader(failure.retryAfter), ...options.headers };
  send(response, { status, type: 'application/problem+json', body: problem, headers });
}

/** The `Retry-After` header, when a time is known. */
export function retryHeader(seconds: number | undefined): Headers {
  return seconds === undefined ? {} : { 'Retry-After': String(Math.max(0, Math.ceil(seconds))) };
}

interface Body {
  readonly status: number;
  readonly type: string;
  readonly body: unknown;
  readonly headers: Headers;
}

function send(response: ServerResponse, { status, type, body, headers }: Body): void {
  // The client may have left, or a stream may have begun: then there is nobody to tell.
  if (response.headersSent || response.destroyed) return;
  const bytes = Buffer.from(JSON.stringify(body));
  const all = { ...headers, 'Content-Type': type, 'Content-Length': bytes.length, 'Cache-Control': 'no-store' };
  response.writeHead(status, all).end(bytes);
}
