// Owns next pages that an API names by a token: a cursor, a marker, the id of the last item.
import type { HttpRequest } from '../../request/build-request.ts';
import type { ToolPlan } from '../../tool/tool-plan.ts';
import { childOf, childrenOf, kindOf, scalarText, sourceOf, type JsonSpan } from '../json/json-span.ts';
import { factOf, saysMore, type PageFacts } from './page-facts.ts';
import { findParameter, givenValue, withValue } from './page-request.ts';

/** Keys of tokens, the surest first. */
const TOKENS = [
  'nextcursor',
  'nextpagetoken',
  'nexttoken',
  'nextpagecursor',
  'nextcontinuationtoken',
  'continuationtoken',
  'nextmarker',
  'nextkey',
  'nextbookmark',
  'nextpageid',
  'nextpage',
  'continue',
  'endcursor',
  'paginationtoken',
  'bookmark',
  'resumptiontoken',
  'scrollid',
  'startingafter',
  'after',
  'next',
  'cursor',
  'marker',
];
/** Keys that hold the number of an item or a page, which parameters of these names take. */
const COUNTED: Readonly<Record<string, readonly string[]>> = {
  nextoffset: ['offset', 'skip', 'start', 'startat', 'startindex', 'pageoffset'],
  nextstart: ['start', 'startat', 'startindex', 'offset'],
  nextskip: ['skip', 'offset'],
  nextpage: ['page', 'pagenumber', 'pageindex', 'pageno'],
  nextpagenumber: ['pagenumber', 'page'],
  next: ['page', 'pagenumber', 'offset', 'start'],
  offset: ['offset'],
};
/** Parameters that take a token. */
const TAKERS = [
  'cursor',
  'pagecursor',
  'startcursor',
  'pagetoken',
  'nexttoken',
  'nextpagetoken',
  'nextcursor',
  'continuationtoken',
  'continuetoken',
  'continue',
  'paginationtoken',
  'after',
  'pageafter',
  'aftercursor',
  'startingafter',
  'startafter',
  'afterid',
  'marker',
  'bookmark',
  'scrollid',
  'resumptiontoken',
  'next',
  'pageid',
];
const LAST_ID_TAKERS = ['startingafter', 'afterid', 'after', 'startafter', 'lastid', 'pageafter'];

/**
 * The request for the page that a token names; `end` where the key of a token is there but empty; `undefined` where there is no token, or no parameter that takes it.
 */
export function followToken(plan: ToolPlan, request: HttpRequest, facts: PageFacts): HttpRequest | 'end' | undefined {
  for (const [key, names] of Object.entries(COUNTED)) {
    const fact = factOf(facts, [key]);
    const digits = fact && /^\d{1,15}$/.test(scalarText(fact.span));
    // Airtable's offset is a token; elsewhere it is the number of where this page began.
    if (!fact || (key === 'offset' ? digits || kindOf(fact.span) !== 'string' : !digits)) continue;
    const taker = findParameter(plan, names);
    if (taker && givenValue(request, taker) !== scalarText(fact.span))
      return withValue(request, taker, sourceOf(fact.span));
  }
  let ended = false;
  for (const { key, span } of facts.facts.toSorted(bySureness)) {
    if (!TOKENS.includes(key)) continue;
    if (isEmpty(span)) {
      ended = true;
      continue;
    }
    if (kindOf(span) === 'boolean') continue;
    const taker = findParameter(plan, [key, key.replace(/^next/, ''), ...TAKERS]);
    if (taker && givenValue(request, taker) !== scalarText(span)) return withValue(request, taker, sourceOf(span));
  }
  return ended ? 'end' : undefined;
}

/** The request for what comes after the last item, where the API says that there is more (`has_more`) and takes an id (`starting_after`, `after_id`). */
export function followLastId(plan: ToolPlan, request: HttpRequest, facts: PageFacts): HttpRequest | undefined {
  if (saysMore(facts) !== true) return undefined;
  const taker = findParameter(plan, LAST_ID_TAKERS);
  const id = factOf(facts, ['lastid'])?.span ?? lastId(facts.items);
  if (!taker || !id || isEmpty(id) || givenValue(request, taker) === scalarText(id)) return undefined;
  return withValue(request, taker, sourceOf(id));
}

function lastId(items: JsonSpan | undefined): JsonSpan | undefined {
  let last: JsonSpan | undefined;
  for (const item of items ? childrenOf(items) : []) last = item;
  const id = last && childOf(last, 'id');
  return id && ['string', 'number'].includes(kindOf(id)) ? id : undefined;
}

function bySureness(left: { readonly key: string }, right: { readonly key: string }): number {
  return TOKENS.indexOf(left.key) - TOKENS.indexOf(right.key);
}

function isEmpty(span: JsonSpan): boolean {
  return kindOf(span) === 'null' || scalarText(span) === '' || sourceOf(span) === 'false';
}
