// Owns one call to the upstream: the request, its redirects, the answer. Loaded with the first call.
import type { HttpRequest, HttpResponse } from '@mcpm/openapi';
import { plainHeaders } from './answer-headers.ts';
import { accompany } from './accompany.ts';
import { deliver, type Delivered, type DeliveryParts } from './deliver.ts';
import { planRedirect, REDIRECT_REMEDY } from './plan-redirect.ts';
import { readAnswer } from './read-answer.ts';
import { describeTimeout, hostOf, UpstreamFailure } from './upstream-failure.ts';

/** What a call is made with. */
export interface ExchangeParts extends DeliveryParts {
  readonly maxResponseBytes: number;
  readonly holdsSecret: ((text: string) => boolean) | undefined;
}

/** One hop of a call that may go on elsewhere. */
interface Hop {
  request: HttpRequest;
  /** What is to be said of the way here. */
  notes: readonly string[];
}

/** Sends a request and reads its answer, as `UpstreamClient.send` promises. */
export async function exchange(request: HttpRequest, parts: ExchangeParts): Promise<HttpResponse> {
  const hop: Hop = { request: accompany(request, parts.context), notes: [] };
  try {
    const { answer, host, notes } = await follow(hop, parts);
    try {
      const { context, deadline, maxResponseBytes } = parts;
      return await readAnswer(answer, { context, deadline, maxResponseBytes, hop, notes });
    } finally {
      host.leave();
    }
  } catch (error) {
    const { context, deadline } = parts;
    context.signal.throwIfAborted();
    if (deadline.passed && !(error instanceof UpstreamFailure))
      throw describeTimeout(hop.request.url, deadline.timeoutMs);
    throw error;
  }
}

/** The answer that is no redirect; `hop` is where it came from then. */
async function follow(hop: Hop, parts: ExchangeParts): Promise<Delivered> {
  const { connections, holdsSecret } = parts;
  const first = hop.request.url;
  for (let followed = 0; ; followed += 1) {
    const { request } = hop;
    const own = followed === 0 || connections.origins.same(request.url, first);
    const delivered = await deliver(request, own, parts);
    const { answer, host } = delivered;
    if (answer.statusCode < 300 || answer.statusCode > 399) return delivered;
    const { location } = plainHeaders(answer.headers);
    const isOpened = (url: URL) => connections.rules.isOpened(url);
    const plan = planRedirect(
      request,
      { status: answer.statusCode, location },
      { followed, isOpened, ...(holdsSecret && { holdsSecret }) },
    );
    if (plan.kind === 'answer') return delivered;
    // Nobody wants the body of a redirect.
    answer.giveUp();
    host.leave();
    if (plan.kind === 'refuse')
      throw new UpstreamFailure(`The API at ${hostOf(request.url)} gave no answer: ${plan.reason}.`);
    hop.request = plan.request;
    if (plan.crosses) hop.notes = [strippedNote(plan.request.url)];
  }
}

function strippedNote(url: string): string {
  return `The API redirected to ${new URL(url).origin}, where no credentials were sent; ${REDIRECT_REMEDY}.`;
}
