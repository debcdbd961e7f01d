// Owns getting one request answered: its turn at the host, its repetitions, and what is learned of the host.
import type { HttpRequest } from '@mcpm/openapi';
import type { CallContext } from '../call/call-context.ts';
import { plainHeaders } from './answer-headers.ts';
import type { ResponseCache } from './cache/response-cache.ts';
import { acceptedCodings } from './content-codings.ts';
import type { Deadline } from './deadline.ts';
import type { HttpConnections } from './http-connections.ts';
import type { IncomingAnswer } from './incoming-answer.ts';
import { failureKind } from './policy/failure-kind.ts';
import type { HostDesk, UpstreamHost } from './policy/host-desk.ts';
import { isRepeatable, planRetry, saysNotNow, type RetryOutcome, type RetryPlan } from './policy/plan-retry.ts';
import { retryAfterMs } from './policy/retry-after.ts';
import { discard } from './read-body.ts';
import {
  byProxy,
  describeFailure,
  describeLeftAlone,
  describeQueue,
  describeSilence,
  describeTimeout,
  nameFailure,
  tried,
  triedSentence,
  unsure,
  type UpstreamFailure,
} from './upstream-failure.ts';

/** What requests are sent with. */
export interface DeliveryParts {
  readonly connections: HttpConnections;
  readonly hosts: HostDesk;
  /** Absent where nothing is kept. */
  readonly cache: ResponseCache | undefined;
  readonly context: CallContext;
  readonly deadline: Deadline;
  /** Repetitions at most. */
  readonly retries: number;
  /** Milliseconds until an answer begins. */
  readonly firstByteTimeoutMs: number | undefined;
  /** At least 0, less than 1. */
  readonly random: () => number;
  /** Milliseconds since the epoch. */
  readonly date: () => number;
}

/** An answer whose body is still to be read. */
export interface Delivered {
  readonly answer: IncomingAnswer;
  /** To be left when the body was read. */
  readonly host: UpstreamHost;
  /** What is to be said of the way here. */
  readonly notes: readonly string[];
}

/** Milliseconds for what is left of an answer that nobody will read. */
const REST_MS = 250;

/** Sends one request until it is answered; `own` as for a `WireRequest`. Throws `UpstreamFailure`, or what is no error of the network as it is. */
export async function deliver(request: HttpRequest, own: boolean, parts: DeliveryParts): Promise<Delivered> {
  const { connections, hosts, deadline } = parts;
  const { url } = request;
  const host = hosts.host(connections.origins.split(url).origin);
  for (let done = 0; ; done += 1) {
    await takeTurn(host, url, parts);
    let answer: IncomingAnswer;
    try {
      answer = await send(request, own, parts);
    } catch (error) {
      const failure = await judgeError(error, { request, host, done }, parts);
      if (failure !== undefined) throw failure;
      continue;
    }
    const status = answer.statusCode;
    if (!saysNotNow(status)) {
      host.answered();
      return { answer, host, notes: [] };
    }
    if (status === 429) host.answered();
    else host.failed(`status ${status}`);
    const asked = retryAfterMs(plainHeaders(answer.headers)['retry-after'], parts.date());
    const plan = nextStep({ kind: 'answer', status, retryAfterMs: asked }, { request, host, done }, parts);
    if (plan.kind === 'stop') return { answer, host, notes: notesOf(plan, done, deadline) };
    // Reading what is left, if it is little, keeps the connection for the next try.
    await discard(answer, REST_MS);
    host.leave();
    await pause(plan.delayMs, `${status}`, { done, ...parts });
  }
}

interface Try {
  readonly request: HttpRequest;
  readonly host: UpstreamHost;
  readonly done: number;
}

async function takeTurn(host: UpstreamHost, url: string, { deadline }: DeliveryParts): Promise<void> {
  try {
    const entered = host.enter(deadline);
    const alone = entered instanceof Promise ? await entered : entered;
    if (alone !== undefined) throw describeLeftAlone(url, alone);
  } catch (error) {
    throw deadline.passed ? describeQueue(url, deadline.timeoutMs) : error;
  }
}

function send(
  { url, method, headers, body }: HttpRequest,
  own: boolean,
  { connections, cache, context, deadline, firstByteTimeoutMs }: DeliveryParts,
): Promise<IncomingAnswer> {
  const wire = { method, headers: withCodings(headers), body, headersTimeoutMs: firstByteTimeoutMs };
  const direct = connections.dispatcher(url, own);
  const { principal } = context.caller;
  const dispatcher =
    cache === undefined || asksByBody(method, body) ? direct : cache.around(direct, { principal, headers });
  const answer = connections.dispatch(dispatcher, url, wire);
  deadline.whenEnded((reason) => answer.giveUp(reason));
  return answer.begun;
}

/** Whether the body says what is asked for, as some APIs have it of GET: what is kept is known by the URL alone. */
function asksByBody(method: string, body: HttpRequest['body']): boolean {
  return body !== undefined && (method === 'GET' || method === 'HEAD');
}

/** The headers, with the codings that can be undone. */
function withCodings(headers: HttpRequest['headers']): HttpRequest['headers'] {
  let codings = acceptedCodings();
  for (const name in headers) {
    if (isName(name, 'accept-encoding')) return headers;
    // A range is one of the encoded bytes, of which a part cannot be decoded.
    if (isName(name, 'range')) codings = 'identity';
  }
  return { ...headers, 'accept-encoding': codings };
}

function isName(name: string, known: string): boolean {
  return name.length === known.length && name.toLowerCase() === known;
}

/** The failure to throw; `undefined` when the request is to be sent again, after its pause. The host is left. */
async function judgeError(error: unknown, { request, host, done }: Try, parts: DeliveryParts): Promise<unknown> {
  const { connections, context, deadline, firstByteTimeoutMs } = parts;
  const { url } = request;
  host.leave();
  if (context.signal.aborted) {
    host.passedOver();
    return context.signal.reason;
  }
  if (deadline.passed) {
    host.failed(`no answer within ${deadline.timeoutMs} ms`);
    return tried(lost(describeTimeout(url, deadline.timeoutMs), request), done + 1);
  }
  const kind = failureKind(error);
  const what = nameFailure(error);
  if (kind === 'ours' || what === undefined) host.passedOver();
  else host.failed(what);
  if (kind === 'unsent' || kind === 'cut') {
    const plan = nextStep({ kind: 'no-answer', sent: kind === 'cut' }, { request, host, done }, parts);
    if (plan.kind === 'retry') {
      await pause(plan.delayMs, what ?? '', { done, ...parts });
      return undefined;
    }
  }
  const silent = what?.endsWith('[UND_ERR_HEADERS_TIMEOUT]') === true && firstByteTimeoutMs !== undefined;
  const failure = silent ? describeSilence(url, firstByteTimeoutMs) : describeFailure(url, error);
  if (failure === undefined) return error;
  const told = byProxy(failure, connections.proxies);
  return tried(silent || kind === 'cut' ? lost(told, request) : told, done + 1);
}

/** The failure of a request that was sent and got no answer: what must not be carried out twice may have been carried out once. */
function lost(failure: UpstreamFailure, { method, headers }: HttpRequest): UpstreamFailure {
  return isRepeatable(method, headers) ? failure : unsure(failure);
}

function nextStep(
  outcome: RetryOutcome,
  { request, host, done }: Try,
  { retries, deadline, random }: DeliveryParts,
): RetryPlan {
  // A host that was just found to be down is left alone by this call too.
  if (host.leftAlone() !== undefined) return { kind: 'stop', tooLong: false };
  const repeatable = isRepeatable(request.method, request.headers);
  return planRetry({ outcome, repeatable, done, most: retries, leftMs: deadline.leftMs(), random: random() });
}

async function pause(
  delayMs: number,
  reason: string,
  { done, retries, context, deadline }: DeliveryParts & { readonly done: number },
): Promise<void> {
  const when = delayMs < 1_000 ? `${delayMs} ms` : `${Math.round(delayMs / 1_000)} s`;
  context.onRetry?.(reason);
  context.onProgress?.({ bytes: 0, message: `Retry ${done + 1} of ${retries} in ${when}: ${reason}` });
  await deadline.pause(delayMs);
}

function notesOf(plan: RetryPlan, done: number, deadline: Deadline): readonly string[] {
  const notes = done === 0 ? [] : [triedSentence(done + 1)];
  if (plan.kind === 'retry' || !plan.tooLong) return notes;
  return [
    ...notes,
    `It was not tried again, because the API asks for a longer pause (Retry-After) than a call may take (${deadline.timeoutMs} ms, option --timeout).`,
  ];
}
