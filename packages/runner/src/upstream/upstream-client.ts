// Owns the connection to the upstream: one request out, one bounded answer back.
import type { HttpRequest, HttpResponse } from '@mcpm/openapi';
import type { Dispatcher } from 'undici';
import type { HttpConnections } from './http-connections.ts';
import { planRedirect } from './plan-redirect.ts';
import { CODINGS, readBody } from './read-body.ts';
import type { SendContext } from './send-context.ts';
import { describeFailure, describeTimeout, hostOf, UpstreamFailure } from './upstream-failure.ts';

/** Bounds of one call. */
export interface UpstreamLimits {
  /** Milliseconds for everything: connecting, redirects, the whole body. */
  readonly timeoutMs: number;
  /** Bytes kept of an answer; the rest is cut and marked. */
  readonly maxResponseBytes: number;
}

/** Sends requests over connections that are kept alive. Nothing is loaded or opened before the first call. */
export class UpstreamClient {
  readonly #limits: UpstreamLimits;
  #connections: Promise<HttpConnections> | undefined;

  constructor(limits: UpstreamLimits) {
    this.#limits = limits;
  }

  /** Sends one request, following redirects within its origin. Throws `UpstreamFailure`, or the reason of `signal` when it was aborted. */
  async send(request: HttpRequest, { signal }: SendContext): Promise<HttpResponse> {
    const deadline = AbortSignal.timeout(this.#limits.timeoutMs);
    const either = AbortSignal.any([signal, deadline]);
    try {
      return await this.#follow(request, either);
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof UpstreamFailure) throw error;
      if (deadline.aborted) throw describeTimeout(request.url, this.#limits.timeoutMs);
      throw describeFailure(request.url, error) ?? error;
    }
  }

  /** Cuts all connections. */
  async close(): Promise<void> {
    await (await this.#connections)?.agent.destroy();
  }

  async #follow(first: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
    let request = first;
    for (let followed = 0; ; followed += 1) {
      const answer = await this.#exchange(request, signal);
      const headers = plainHeaders(answer.headers);
      const plan = planRedirect(request, { status: answer.statusCode, location: headers['location'] }, followed);
      if (plan.kind === 'answer') return this.#read(answer, headers);
      // Nobody wants the body of a redirect; what its connection still says is of no interest.
      answer.body.on('error', () => undefined).destroy();
      if (plan.kind === 'refuse')
        throw new UpstreamFailure(`The API at ${hostOf(request.url)} gave no answer: ${plan.reason}.`);
      request = plan.request;
    }
  }

  async #exchange({ url, method, headers, body }: HttpRequest, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    const { agent, request } = await this.#load();
    const asked = Object.keys(headers).some((name) => name.toLowerCase() === 'accept-encoding')
      ? headers
      : { ...headers, 'accept-encoding': CODINGS };
    return request(url, { dispatcher: agent, method, headers: asked, body: body ?? null, signal });
  }

  async #read(answer: Dispatcher.ResponseData, headers: Readonly<Record<string, string>>): Promise<HttpResponse> {
    const { 'content-encoding': coding, ...rest } = headers;
    const { body, truncated } = await readBody(answer.body, coding, this.#limits.maxResponseBytes);
    return {
      status: answer.statusCode,
      statusText: answer.statusText,
      headers: coding === undefined ? headers : rest,
      body,
      truncated,
    };
  }

  #load(): Promise<HttpConnections> {
    this.#connections ??= import('./http-connections.ts').then(({ openConnections }) => openConnections());
    return this.#connections;
  }
}

function plainHeaders(headers: Dispatcher.ResponseData['headers']): Readonly<Record<string, string>> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) plain[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return plain;
}
