// Fetches a document by URL: bounded in size, time and redirects, and careful with its headers.
import { DocumentError } from '../document-error.ts';
import { tooLarge } from './size-limit.ts';

/** How one document is fetched. */
export interface FetchPlan {
  /** What messages call it. */
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch: typeof fetch;
  readonly maxBytes: number;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

const MAX_REDIRECTS = 5;

/**
 * Gets the bytes at `url` and the URL that answered in the end. Follows at most five redirects; the given headers do not follow to another origin.
 * Throws `DocumentError` `document_unreachable` or `document_too_large`; the reason of `signal` if it was aborted.
 */
export async function fetchBytes(
  url: string,
  plan: FetchPlan,
): Promise<{ readonly bytes: Uint8Array; readonly url: string }> {
  const deadline = AbortSignal.timeout(plan.timeoutMs);
  const signal = plan.signal ? AbortSignal.any([plan.signal, deadline]) : deadline;
  try {
    const answer = await follow(url, plan, signal);
    return { bytes: await readBounded(answer.response, plan), url: answer.url };
  } catch (error) {
    plan.signal?.throwIfAborted();
    if (error instanceof DocumentError) throw error;
    if (deadline.aborted) throw unreachable(plan.name, `did not arrive within ${plan.timeoutMs} ms`, error);
    throw unreachable(plan.name, `cannot be fetched (${rootMessage(error)})`, error);
  }
}

async function follow(
  start: string,
  plan: FetchPlan,
  signal: AbortSignal,
): Promise<{ readonly response: Response; readonly url: string }> {
  if (!URL.canParse(start)) throw unreachable(plan.name, 'has no valid URL');
  const origin = new URL(start).origin;
  let url = start;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    const headers = new Headers(new URL(url).origin === origin ? plan.headers : {});
    if (!headers.has('accept')) headers.set('accept', 'application/json, application/yaml, text/yaml, */*;q=0.5');
    const response = await plan.fetch(url, { headers, redirect: 'manual', signal });
    const location = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || location === null) {
      if (!response.ok) throw refused(plan.name, response);
      return { response, url };
    }
    await response.body?.cancel();
    if (!URL.canParse(location, url)) throw unreachable(plan.name, `redirects to "${location}", which is no URL`);
    url = new URL(location, url).href;
    if (!/^https?:/.test(url))
      throw unreachable(plan.name, `redirects to ${new URL(url).protocol}, which is not followed`);
  }
  throw unreachable(plan.name, `redirects more than ${MAX_REDIRECTS} times`);
}

async function readBounded(response: Response, plan: FetchPlan): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > plan.maxBytes) throw tooLarge(plan.name, plan.maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function refused(name: string, response: Response): DocumentError {
  const { status } = response;
  const next =
    status === 401 || status === 403
      ? 'Give the credentials that the server of the document asks for: as a header of the source, or in its URL (https://user:password@…).'
      : status === 404 || status === 410
        ? 'Check the URL: there is no document at this address.'
        : 'Check the URL, or try again later.';
  return new DocumentError(
    'document_unreachable',
    `The document ${name} was refused with ${status} ${response.statusText}`.trimEnd() + '.',
    { next },
  );
}

function unreachable(name: string, reason: string, cause?: unknown): DocumentError {
  return new DocumentError('document_unreachable', `The document ${name} ${reason}.`, {
    next: 'Check the URL and that its server can be reached from here.',
    cause,
  });
}

function rootMessage(error: unknown): string {
  let root = error;
  while (root instanceof Error && root.cause instanceof Error) root = root.cause;
  return root instanceof Error ? root.message || root.name : String(root);
}
