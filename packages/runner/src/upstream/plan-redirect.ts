// Owns what becomes of a redirect: credentials never leave the origin they were meant for.
import type { HttpRequest } from '@mcpm/openapi';

/** The part of an answer that decides. */
export interface RedirectAnswer {
  readonly status: number;
  readonly location: string | undefined;
}

/** What to do with an answer. */
export type RedirectPlan =
  | { readonly kind: 'answer' }
  | { readonly kind: 'follow'; readonly request: HttpRequest }
  | { readonly kind: 'refuse'; readonly reason: string };

/** Redirects followed for one call. */
export const MAX_REDIRECTS = 5;

/** Decides by RFC 9110 §15.4: 303, and 301 or 302 after POST, go on as GET without a body; 307 and 308 repeat the request as it was. */
export function planRedirect(request: HttpRequest, answer: RedirectAnswer, followed: number): RedirectPlan {
  if (![301, 302, 303, 307, 308].includes(answer.status) || answer.location === undefined) return { kind: 'answer' };
  const from = new URL(request.url);
  if (!URL.canParse(answer.location, request.url))
    return { kind: 'refuse', reason: 'it redirects to something that is no URL' };
  const to = new URL(answer.location, request.url);
  if (to.origin !== from.origin) {
    return {
      kind: 'refuse',
      reason: `it redirects to another origin (${to.origin}), which is not followed; if that is the right one, set it as the base URL`,
    };
  }
  if (followed >= MAX_REDIRECTS) return { kind: 'refuse', reason: `it redirects more than ${MAX_REDIRECTS} times` };
  const becomesGet =
    answer.status === 303 ? request.method !== 'HEAD' : answer.status < 303 && request.method === 'POST';
  return { kind: 'follow', request: becomesGet ? asGet(request, to.href) : { ...request, url: to.href } };
}

function asGet({ headers }: HttpRequest, url: string): HttpRequest {
  const kept = Object.entries(headers).filter(([name]) => !name.toLowerCase().startsWith('content-'));
  return { method: 'GET', url, headers: Object.fromEntries(kept) };
}
