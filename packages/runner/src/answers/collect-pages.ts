// Owns following the pages of an answer, and making one of them.
import {
  joinPages,
  nextPage,
  readAnswer,
  statusLine,
  type HttpRequest,
  type HttpResponse,
  type ToolPlan,
} from '@mcpm/openapi';
import type { CallContext } from '../call/call-context.ts';
import { UpstreamFailure } from '../upstream/upstream-failure.ts';

/** A call whose answer may have more pages. */
export interface PagedCall {
  readonly plan: ToolPlan;
  /** Sends a request of this call with the credentials it has now, and within the bounds of every call. */
  readonly send: (request: HttpRequest, context: CallContext) => Promise<HttpResponse>;
}

/** How much is collected. */
export interface CollectLimits {
  readonly pages: number;
  /** Bytes of all bodies. */
  readonly bytes: number;
  /** Milliseconds after which no further page is begun. */
  readonly withinMs: number;
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
}

/** Pages that were collected. */
export interface CollectedPages {
  /** All of them as one answer; the answer itself if there is one page only. */
  readonly response: HttpResponse;
  readonly pages: number;
  /** Items in all, where their lists are recognised. */
  readonly items?: number;
  /** How to ask for the page after them. */
  readonly next?: HttpRequest;
  /** Whether the API says that there is such a page. */
  readonly certain: boolean;
  /** Why it ended before the pages did, or before as many as were wanted. */
  readonly stopped?: string;
}

interface Page {
  readonly request: HttpRequest;
  readonly response: HttpResponse;
}

/** Where following ended. */
type End = Pick<CollectedPages, 'next' | 'certain' | 'stopped'>;

/** What comes after the pages so far. */
type Step = { readonly end: End } | { readonly request: HttpRequest; readonly certain: boolean };

interface Collecting {
  readonly context: CallContext;
  readonly limits: CollectLimits;
}

/**
 * Follows the pages after an answer; at once where there is none to be asked for. A page that fails, that came before, or that does not fit ends it; what was collected stays. Rejects
 * only with a bug, or with the reason of the signal.
 */
export function collectPages(call: PagedCall, first: Page, how: Collecting): CollectedPages | Promise<CollectedPages> {
  const step = nextStep(call.plan, [first], how.limits);
  return 'end' in step ? { response: first.response, pages: 1, ...step.end } : collectMore(call, first, how);
}

async function collectMore(call: PagedCall, first: Page, how: Collecting): Promise<CollectedPages> {
  const pages: Page[] = [first];
  const end = await follow(call, pages, how);
  if (pages.length === 1) return { response: first.response, pages: 1, ...end };
  const { response, items } = join(call.plan, pages);
  return { response, pages: pages.length, ...(items === undefined ? {} : { items }), ...end };
}

/** The next page, if there is one and it is wanted. */
function nextStep(plan: ToolPlan, pages: readonly Page[], limits: CollectLimits): Step {
  const last = pages.at(-1)!;
  const found = nextPage(plan, last.request, last.response);
  if (found === undefined) return { end: { certain: true } };
  if ('refused' in found) return { end: { certain: true, stopped: found.refused } };
  const { request, certain } = found;
  if (pages.some((page) => page.request.url === request.url && page.request.body === request.body))
    return { end: { certain, stopped: 'the API leads back to a page that was read already' } };
  return pages.length >= limits.pages ? { end: { next: request, certain } } : { request, certain };
}

async function follow({ plan, send }: PagedCall, pages: Page[], { context, limits }: Collecting): Promise<End> {
  const startedAt = limits.now();
  let bytes = 0;
  for (;;) {
    const last = pages.at(-1)!;
    bytes += last.response.body.byteLength;
    const step = nextStep(plan, pages, limits);
    if ('end' in step) return step.end;
    const { request, certain } = step;
    const next = { next: request, certain };
    if (last.response.truncated) return { ...next, stopped: 'a page was cut, and cannot be joined to others' };
    if (bytes + last.response.body.byteLength > limits.bytes)
      return { ...next, stopped: `one answer holds ${limits.bytes} bytes` };
    if (limits.now() - startedAt > limits.withinMs) return { ...next, stopped: `${limits.withinMs} ms are over` };
    context.onProgress?.({ bytes, message: `Page ${pages.length + 1}` });
    const page = await tryPage(() => send(request, context));
    if ('problem' in page) return { ...next, stopped: `page ${pages.length + 1} failed: ${page.problem}` };
    const { response } = page;
    // Behind the last page, some have nothing to say, and some say that there is no such thing.
    if (response.status === 204 || (!certain && [404, 416].includes(response.status))) return { certain: true };
    const unfit = unfitness(plan, response);
    if (unfit !== undefined) return { ...next, stopped: `page ${pages.length + 1} ${unfit}` };
    if (Buffer.compare(response.body, last.response.body) === 0)
      return certain ? { certain, stopped: 'the API gave the same page again' } : { certain: true };
    pages.push({ request, response });
  }
}

async function tryPage(
  send: () => Promise<HttpResponse>,
): Promise<{ readonly response: HttpResponse } | { readonly problem: string }> {
  try {
    return { response: await send() };
  } catch (error) {
    if (error instanceof UpstreamFailure) return { problem: error.message };
    throw error;
  }
}

/** Why a page cannot be joined to others. */
function unfitness(plan: ToolPlan, response: HttpResponse): string | undefined {
  const { headers } = response;
  const retry = headers['retry-after'] === undefined ? '' : ` (Retry-After: ${headers['retry-after']})`;
  if (response.status < 200 || response.status > 299 || response.body.byteLength === 0)
    return `answered ${statusLine(response)}${retry}`;
  if (response.truncated) return `is larger than the ${response.body.byteLength} bytes read of an answer`;
  return readAnswer(plan, response).kind === 'text' ? undefined : 'is no text';
}

function join(plan: ToolPlan, pages: readonly Page[]): { readonly response: HttpResponse; readonly items?: number } {
  const last = pages.at(-1)!.response;
  const answers = pages.flatMap(({ response }) => {
    const answer = readAnswer(plan, response);
    return answer.kind === 'text' ? [answer] : [];
  });
  const joined = answers.every(({ json }) => json) ? joinPages(answers.map(({ text }) => text)) : undefined;
  const text = joined?.text ?? answers.map((answer) => answer.text.replace(/(?<!\n)$/, '\n')).join('');
  const type = joined === undefined ? 'text/plain' : 'application/json';
  const notes = [...new Set(answers.flatMap((answer) => answer.notes))];
  const response = {
    ...last,
    headers: { ...last.headers, 'content-type': `${type}; charset=utf-8` },
    body: Buffer.from(text),
    notes,
  };
  return { response, ...(joined?.items === undefined ? {} : { items: joined.items }) };
}
