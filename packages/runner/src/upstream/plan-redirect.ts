// Owns what becomes of a redirect: credentials never leave the origin they were meant for.
import { AddressClasses, plainHost, type HttpRequest } from '@mcpm/openapi';

/** The part of an answer that decides. */
export interface RedirectAnswer {
  readonly status: number;
  readonly location: string | undefined;
}

/** What to do with an answer. */
export type RedirectPlan =
  | { readonly kind: 'answer' }
  | {
      readonly kind: 'follow';
      readonly request: HttpRequest;
      /** The next origin is another one, so the credentials stay behind. */
      readonly crosses: boolean;
    }
  | { readonly kind: 'refuse'; readonly reason: string };

/** What came before, and what must not go on. */
export interface RedirectSoFar {
  /** Redirects of this call that were followed. */
  readonly followed: number;
  /** Whether a text holds a credential of this process. */
  readonly holdsSecret?: (text: string) => boolean;
  /** Whether the operator opened a host that is reachable only from within. */
  readonly isOpened?: (url: URL) => boolean;
}

/** Redirects followed for one call. */
export const MAX_REDIRECTS = 5;

/** What to do about a redirect to another origin. */
export const REDIRECT_REMEDY = 'if that is the right one, set it as the base URL';

/** Headers that say nothing of who is asking; no other one goes to another origin. */
const HARMLESS: ReadonlySet<string> = new Set(['accept', 'accept-encoding', 'accept-language', 'user-agent']);

/**
 * Decides by RFC 9110 §15.4: 303, and 301 or 302 after POST, go on as GET without a body; 307 and 308 repeat the request as it was. To another origin goes only what is safe
 * and has no body (GET, HEAD, and whatever 303 makes of others), without credentials, cookies and headers of its own; never from https to http, and never from a public host to
 * one that is reachable only from within. The query is the one that the answer names; nothing
 * of the request's is added, and if the answer quotes a credential in it, it is not followed.
 */
export function planRedirect(
  request: HttpRequest,
  answer: RedirectAnswer,
  { followed, holdsSecret, isOpened }: RedirectSoFar,
): RedirectPlan {
  if (![301, 302, 303, 307, 308].includes(answer.status) || answer.location === undefined) return { kind: 'answer' };
  const from = new URL(request.url);
  if (!URL.canParse(answer.location, request.url))
    return refuse('it redirects to something that is no URL; check the base URL');
  const to = new URL(answer.location, request.url);
  if (to.protocol !== 'https:' && to.protocol !== 'http:')
    return refuse(`it redirects to ${to.protocol}, which is not HTTP; check the base URL`);
  if (followed >= MAX_REDIRECTS)
    return refuse(`it redirects more than ${MAX_REDIRECTS} times; try again in a while, or check the base URL`);
  // A name and password in a URL are credentials too, of the one who redirects.
  Object.assign(to, { username: '', password: '', hash: '' });
  if (to.origin === from.origin)
    return { kind: 'follow', crosses: false, request: within(request, answer.status, to.href) };
  const quoted = quotedCredential(answer.location, to, holdsSecret);
  if (quoted !== undefined) return refuse(quoted);
  const reason = whyNot(request, answer.status, { from, to, opened: isOpened?.(to) === true });
  if (reason !== undefined) return refuse(reason);
  const method = request.method === 'HEAD' ? 'HEAD' : 'GET';
  return { kind: 'follow', crosses: true, request: { method, url: to.href, headers: harmless(request) } };
}

/** Why a redirect with a credential of ours in it is not followed; `undefined` if there is none. */
function quotedCredential(
  location: string,
  to: URL,
  holdsSecret: RedirectSoFar['holdsSecret'] = () => false,
): string | undefined {
  // The parser writes hosts in lower case, in which a secret would not be known again: such an origin is not told.
  const [plain, written] = [holdsSecret(to.href), holdsSecret(location)];
  if (!plain && !written) return undefined;
  const where = plain ? ` (${to.origin})` : '';
  return `it redirects to another origin${where} with a credential in the URL, which is not followed; ${REDIRECT_REMEDY}`;
}

function whyNot(
  request: HttpRequest,
  status: number,
  { from, to, opened }: { readonly from: URL; readonly to: URL; readonly opened: boolean },
): string | undefined {
  const where = `it redirects to another origin (${to.origin})`;
  if (from.protocol === 'https:' && to.protocol === 'http:')
    return `${where} without encryption, which is not followed; ${REDIRECT_REMEDY}`;
  if (!opened && leadsInside(from, to))
    return `${where} that is reachable only from within, which is not followed; ${REDIRECT_REMEDY}, or open it by the option --allow-private ${plainHost(to.hostname)}`;
  if (status === 303) return undefined;
  if (request.body !== undefined) return `${where}, where the body of a request is not sent; ${REDIRECT_REMEDY}`;
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return `${where}, where a ${request.method} is not repeated; ${REDIRECT_REMEDY}`;
  return undefined;
}

/** Whether a redirect leads from outside to within, or from one's own network to where clouds keep their credentials. */
function leadsInside(from: URL, to: URL): boolean {
  const classes = new AddressClasses();
  const [before, after] = [from, to].map(({ hostname }) => classes.classOfName(hostname));
  return after !== 'public' && (after === 'link' ? before !== 'link' : before === 'public');
}

/** Within one origin everything goes along. */
function within(request: HttpRequest, status: number, url: string): HttpRequest {
  const becomesGet = status === 303 ? request.method !== 'HEAD' : status < 303 && request.method === 'POST';
  if (!becomesGet) return { ...request, url };
  const kept = Object.entries(request.headers).filter(([name]) => !name.toLowerCase().startsWith('content-'));
  return { method: 'GET', url, headers: Object.fromEntries(kept) };
}

function harmless({ headers }: HttpRequest): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => HARMLESS.has(name.toLowerCase())));
}

function refuse(reason: string): RedirectPlan {
  return { kind: 'refuse', reason };
}
