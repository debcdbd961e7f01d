// Owns next pages that an API names by their URL.
import LinkHeader from 'http-link-header';
import type { HttpRequest } from '../../request/build-request.ts';
import type { ToolPlan } from '../../tool/tool-plan.ts';
import { kindOf, scalarText } from '../json/json-span.ts';
import type { PageFacts } from './page-facts.ts';
import { withPair } from './page-request.ts';

const NEXT: ReadonlySet<string> = new Set([
  'next',
  'nextlink',
  'nexturl',
  'nextpage',
  'nextpageurl',
  'nextpagelink',
  'nexthref',
  'nexturi',
  'nextpageuri',
  'odatanextlink',
  'nextrecordsurl',
]);

/** The target of a `Link` header with `rel="next"` (RFC 8288), as it is written. */
export function linkInHeader(headers: Readonly<Record<string, string>>): string | undefined {
  const header = headers['link'];
  if (header === undefined) return undefined;
  try {
    return LinkHeader.parse(header).rel('next')[0]?.uri;
  } catch {
    // Not as RFC 8288 has it; then it names nothing.
    return undefined;
  }
}

/** A URL or an absolute path in the body that leads to the next page. */
export function linkInBody({ facts }: PageFacts): string | undefined {
  const fact = facts.find(
    ({ key, within, span }) =>
      (NEXT.has(key) || (within === 'next' && (key === 'href' || key === 'url' || key === 'link'))) &&
      kindOf(span) === 'string' &&
      /^(https?:\/\/|\/|\?)/i.test(scalarText(span)),
  );
  return fact && scalarText(fact.span);
}

/**
 * The request for a link: the one that was answered with another URL. A key that is sent in the query goes along. A link to another origin is refused, because the
 * credentials are for this one; http where https was asked is taken for https.
 */
export function followLink(
  plan: ToolPlan,
  request: HttpRequest,
  link: string,
): HttpRequest | { readonly refused: string } {
  if (!URL.canParse(link, request.url)) return { refused: 'the API names a next page by something that is no URL' };
  const from = new URL(request.url);
  const to = new URL(link, request.url);
  if (from.protocol === 'https:' && to.protocol === 'http:' && from.port === '' && to.port === '')
    to.protocol = 'https:';
  if (to.origin !== from.origin)
    return { refused: `the API names a next page at another origin (${to.origin}), which is not followed` };
  to.hash = '';
  let url = to.href;
  for (const scheme of (plan.request.security ?? []).flat()) {
    if (scheme.type !== 'apiKey' || scheme.in !== 'query' || to.searchParams.has(scheme.name)) continue;
    const key = from.searchParams.get(scheme.name);
    if (key !== null) url = withPair(url, scheme.name, key);
  }
  return { ...request, url };
}
