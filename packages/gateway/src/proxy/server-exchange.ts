// Owns one HTTP exchange with a server on behalf of a client: aborted when the client leaves, failing with a name.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { McpmError } from '@mcpm/domain';
import { request as send, type Dispatcher } from 'undici';
import type { HttpTarget } from '../directory.ts';
import { toServerHeaders } from './forwarded-headers.ts';

/** A client's exchange with a server that speaks HTTP itself. */
export interface ProxyVisit {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly target: HttpTarget;
  readonly dispatcher: Dispatcher;
  /** What was posted; empty for other methods. */
  readonly body: Buffer;
}

/** The connection could not be made: the server has seen nothing of the request. */
export class NotReached extends McpmError {}

/** Errors after which it is certain that the request was not sent. */
const notSent: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** A signal that fires when the client leaves before its answer is complete. */
export function departure(response: ServerResponse): AbortSignal {
  const left = new AbortController();
  if (response.destroyed) left.abort();
  response.once('close', () => {
    if (!response.writableFinished) left.abort();
  });
  return left.signal;
}

/** Sends the client's request to `url`. Rejects with `upstream_unreachable`, as `NotReached` where a repetition would be harmless. */
export async function exchangeWithServer(
  visit: ProxyVisit,
  url: URL,
  signal: AbortSignal,
): Promise<Dispatcher.ResponseData> {
  const { request, target, dispatcher, body } = visit;
  const method = request.method === 'POST' || request.method === 'DELETE' ? request.method : 'GET';
  try {
    const answer = await send(url, {
      method,
      dispatcher,
      signal,
      headers: toServerHeaders(request.headers, target.token),
      ...(method === 'POST' ? { body } : {}),
    });
    if (answer.statusCode !== 401) return answer;
    await answer.body.dump();
  } catch (error) {
    if (error instanceof Error && 'code' in error && notSent.has(error.code)) {
      throw new NotReached('upstream_unreachable', `Server "${target.name}" cannot be reached.`, { cause: error });
    }
    throw lost(target, error);
  }
  // The client's own login is fine, so 401 would send it to log in for nothing.
  throw new NotReached('upstream_unreachable', `Server "${target.name}" does not accept the token of the gateway.`);
}

/** The failure of an exchange that broke off. */
export function lost({ name }: HttpTarget, cause: unknown): McpmError {
  return new McpmError(
    'upstream_unreachable',
    `Server "${name}" broke the connection before it had answered; the call was not repeated.`,
    { cause },
  );
}
