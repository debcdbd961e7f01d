// Owns next pages that are counted: by the number of the page, or of the first item.
import type { HttpRequest } from '../../request/build-request.ts';
import type { ToolPlan } from '../../tool/tool-plan.ts';
import { numberOf, saysMore, type PageFacts } from './page-facts.ts';
import { findParameter, givenValue, withValue, type PageParameter } from './page-request.ts';

/** A request, and whether the API says that there is such a page; otherwise it is only likely, because this one is full. */
export interface CountedPage {
  readonly request: HttpRequest;
  readonly certain: boolean;
}

const PAGES = ['page', 'pagenumber', 'pageno', 'pageindex', 'pagenum', 'currentpage', 'p'];
const OFFSETS = ['offset', 'skip', 'startat', 'startindex', 'start', 'pageoffset', 'from', 'first'];
const LIMITS = [
  'limit',
  'perpage',
  'pagesize',
  'size',
  'maxresults',
  'top',
  'take',
  'rows',
  'pagelimit',
  'itemsperpage',
  'resultsperpage',
  'hitsperpage',
  'maxitems',
  'count',
  'max',
  'n',
];
const SAID_PAGE = ['page', 'currentpage', 'pagenumber', 'pageno', 'pageindex', 'number'];
const SAID_OFFSET = ['offset', 'startat', 'startindex', 'start', 'skip', 'from'];
const SAID_SIZE = ['perpage', 'pagesize', 'size', 'limit', 'maxresults', 'itemsperpage', 'hitsperpage'];
const TOTAL_PAGES = ['totalpages', 'pagecount', 'lastpage', 'numpages', 'nbpages', 'pages', 'pagestotal', 'totalpage'];
const TOTAL = [
  'total',
  'totalcount',
  'totalitems',
  'totalresults',
  'totalelements',
  'totalrecords',
  'totalsize',
  'totalhits',
  'nbhits',
  'numfound',
  'recordcount',
  'odatacount',
  'itemcount',
  'count',
];

/** The page after this one, if the operation has a parameter that counts pages or items and the answer has items. */
export function followCount(plan: ToolPlan, request: HttpRequest, facts: PageFacts): CountedPage | undefined {
  if (facts.count === 0 || saysMore(facts) === false) return undefined;
  const page = counting(plan, PAGES);
  const offset = counting(plan, OFFSETS);
  const limit = limitOf(plan, request, facts);
  if (offset && (!page || countsItems(request, facts, { page, offset })))
    return nextOffset(request, facts, { parameter: offset, limit });
  return page && nextNumber(request, facts, { parameter: page, limit });
}

/** Of an operation that takes both: which one was given, or else which one the answer speaks of. */
function countsItems(
  request: HttpRequest,
  facts: PageFacts,
  { page, offset }: { readonly page: PageParameter; readonly offset: PageParameter },
): boolean {
  if (givenValue(request, offset) !== undefined) return true;
  if (givenValue(request, page) !== undefined) return false;
  return numberOf(facts, SAID_OFFSET) !== undefined && numberOf(facts, SAID_PAGE) === undefined;
}

/** A parameter, and how many items a page has at most, if that is known. */
interface Counting {
  readonly parameter: PageParameter;
  readonly limit: number | undefined;
}

function nextNumber(request: HttpRequest, facts: PageFacts, { parameter, limit }: Counting): CountedPage | undefined {
  const asked = wholeNumber(givenValue(request, parameter)) ?? numberOf(facts, SAID_PAGE);
  const first = firstNumber(parameter, asked);
  const current = asked ?? first;
  const pages = numberOf(facts, TOTAL_PAGES) ?? wholeNumber(facts.headers['x-total-pages']);
  const total = totalOf(facts);
  const seen = (current - first) * Math.max(limit ?? 0, facts.count) + facts.count;
  const counted = pages === undefined ? total && seen < total : current - first + 1 < pages;
  return decide(withValue(request, parameter, String(current + 1)), facts, { counted, full: limit === facts.count });
}

function nextOffset(request: HttpRequest, facts: PageFacts, { parameter, limit }: Counting): CountedPage | undefined {
  const first = parameter.schema['minimum'] === 1 || parameter.schema['default'] === 1 ? 1 : 0;
  const current = wholeNumber(givenValue(request, parameter)) ?? numberOf(facts, SAID_OFFSET) ?? first;
  const next = current + facts.count;
  const total = totalOf(facts);
  const counted = total === undefined ? undefined : next - first < total;
  return decide(withValue(request, parameter, String(next)), facts, { counted, full: limit === facts.count });
}

function decide(
  request: HttpRequest,
  facts: PageFacts,
  { counted, full }: { readonly counted: boolean | undefined | 0; readonly full: boolean },
): CountedPage | undefined {
  const said = saysMore(facts) ?? (counted === undefined ? undefined : counted === true);
  if (said !== undefined) return said ? { request, certain: true } : undefined;
  return full ? { request, certain: false } : undefined;
}

function limitOf(plan: ToolPlan, request: HttpRequest, facts: PageFacts): number | undefined {
  const parameter = findParameter(plan, LIMITS);
  const given = parameter && wholeNumber(givenValue(request, parameter));
  return given ?? numberOf(facts, SAID_SIZE) ?? wholeNumber(parameter?.schema['default']);
}

/** How many items there are in all; a `count` that is only this page's says nothing. */
function totalOf(facts: PageFacts): number | undefined {
  const header = facts.headers['x-total-count'] ?? facts.headers['x-total'] ?? facts.headers['total-count'];
  const range = /\/(\d+)$/.exec(facts.headers['content-range'] ?? '')?.[1];
  const said = wholeNumber(header) ?? wholeNumber(range) ?? numberOf(facts, TOTAL.slice(0, -1));
  const count = numberOf(facts, ['count']);
  return said ?? (count !== undefined && count > facts.count ? count : undefined);
}

/** Pages begin at 1 unless the document or the API says 0. */
function firstNumber({ schema }: PageParameter, asked: number | undefined): number {
  if (asked === 0 || schema['default'] === 0) return 0;
  return schema['minimum'] === 0 && schema['default'] === undefined ? 0 : 1;
}

/** The first of these parameters that takes a number; `from` and the like may as well be a day or a name. */
function counting(plan: ToolPlan, names: readonly string[]): PageParameter | undefined {
  const parameter = findParameter(plan, names);
  if (parameter === undefined) return undefined;
  const { type, format } = parameter.schema;
  const types: readonly unknown[] = [type].flat();
  if (types.includes('integer') || types.includes('number')) return parameter;
  const vague = ['from', 'start', 'first', 'p'].includes(parameter.name.toLowerCase());
  return vague || format !== undefined ? undefined : parameter;
}

function wholeNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : undefined;
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}
