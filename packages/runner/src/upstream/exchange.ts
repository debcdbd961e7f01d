// Owns one call to the upstream: the request, its redirects, the answer. Loaded with the first call.
import type { HttpRequest, HttpResponse } from '@mcpm/openapi';
import type { Dispatcher } from 'undici';
import { plainHeaders } from './answer-headers.ts';
import { acceptedCodings } from './content-codings.ts';
import type { HttpConnections } from './http-connections.ts';
import { planRedirect, REDIRECT_REMEDY } from './plan-redirect.ts';
import { readAnswer } from './read-answer.ts';
import type { SendContext } from './send-context.ts';
import { describeFailure, describeTimeout, hostOf, UpstreamFailure } from './upstream-failure.ts';

/** What a call is made with. */
export interface ExchangeParts {
  readonly connections: HttpConnections;
  readonly context: SendContext;
  /** Aborts at the end of `timeoutMs`. */
  readonly deadline: AbortSignal;
  readonly timeoutMs: number;
  readonly maxResponseBytes: number;
  readonly holdsSecret?: (text: string) => boolean;
}

/** One hop of a call that may go on elsewhere. */
interface Hop {
  request: HttpRequest;
  /** What is to be said of the way here. */
  notes: readonly string[];
}

/** Sends a request and reads its answer, as `UpstreamClient.send` promises. */
export async function exchange(request: HttpRequest, parts: ExchangeParts): Promise<HttpResponse> {
  const { context, deadline, timeoutMs } = parts;
  const hop: Hop = { request, notes: [] };
  try {
    const answer = await follow(hop, parts);
    return await readAnswer(answer, { ...parts, hop });
  } catch (error) {
    context.signal.throwIfAborted();
    if (error instanceof UpstreamFailure) throw error;
    if (deadline.aborted) throw describeTimeout(hop.request.url, timeoutMs);
    throw describeFailure(hop.request.url, error) ?? error;
  }
}

/** The answer that is no redirect; `hop` is where it came from then. */
async function follow(
  hop: Hop,
  { connections, context, deadline, holdsSecret }: ExchangeParts,
): Promise<Dispatcher.ResponseData> {
  const signal = AbortSignal.any([context.signal, deadline]);
  for (let followed = 0; ; followed += 1) {
    const { request } = hop;
    const answer = await send(connections, request, signal);
    const { location } = plainHeaders(answer.headers);
    const soFar = { followed, ...(holdsSecret && { holdsSecret }) };
    const plan = planRedirect(request, { status: answer.statusCode, location }, soFar);
    if (plan.kind === 'answer') return answer;
    // Nobody wants the body of a redirect; what its connection still says is of no interest.
    answer.body.on('error', () => undefined).destroy();
    if (plan.kind === 'refuse')
      throw new UpstreamFailure(`The API at ${hostOf(request.url)} gave no answer: ${plan.reason}.`);
    hop.request = plan.request;
    if (plan.crosses) hop.notes = [strippedNote(plan.request.url)];
  }
}

function send(
  connections: HttpConnections,
  { url, method, headers, body }: HttpRequest,
  signal: AbortSignal,
): Promise<Dispatcher.ResponseData> {
  const names = Object.keys(headers).map((name) => name.toLowerCase());
  // A range is one of the encoded bytes, of which a part cannot be decoded.
  const codings = names.includes('range') ? 'identity' : acceptedCodings();
  const asked = names.includes('accept-encoding') ? headers : { ...headers, 'accept-encoding': codings };
  return connections.request(url, { method, headers: asked, body, signal });
}

function strippedNote(url: string): string {
  return `The API redirected to ${new URL(url).origin}, where no credentials were sent; ${REDIRECT_REMEDY}.`;
}
