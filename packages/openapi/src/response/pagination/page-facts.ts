// Owns what an answer says about its pages, wherever in its envelope.
import { findItems } from '../json/item-list.ts';
import { childrenOf, countChildren, kindOf, scalarText, sourceOf, type JsonSpan } from '../json/json-span.ts';
import { plainName } from './page-request.ts';

/** One scalar of an envelope. */
export interface PageFact {
  /** Plain name of its key, and of the object that holds it; empty at the top. */
  readonly key: string;
  readonly within: string;
  readonly span: JsonSpan;
}

/** What one answer says. */
export interface PageFacts {
  readonly facts: readonly PageFact[];
  /** The items; absent where no list is recognised. */
  readonly items?: JsonSpan;
  readonly count: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** Objects of an envelope that tell of pages. */
const HOLDERS: ReadonlySet<string> = new Set([
  'meta',
  'metadata',
  'links',
  'link',
  'paging',
  'pagination',
  'page',
  'pages',
  'pageinfo',
  'paginginfo',
  'paginationinfo',
  'responsemetadata',
  'cursor',
  'cursors',
  'next',
  'info',
  'data',
  'result',
  'response',
  'd',
  'searchmetadata',
  'pagemetadata',
  'resultinfo',
]);
const MAX_DEPTH = 3;
/** Members of one object that are looked at. */
const MAX_MEMBERS = 200;

/** Reads the envelope of an answer; `root` is absent where the answer is no JSON. */
export function readFacts(root: JsonSpan | undefined, headers: Readonly<Record<string, string>>): PageFacts {
  if (root === undefined) return { facts: [], count: 0, headers };
  const items = findItems(root)?.span;
  return {
    facts: [...factsIn(root, '', 0)],
    ...(items === undefined ? {} : { items }),
    count: items === undefined ? 0 : countChildren(items),
    headers,
  };
}

/** The first of these keys that the answer has, with any scalar value. */
export function factOf({ facts }: PageFacts, keys: readonly string[]): PageFact | undefined {
  for (const key of keys) {
    const found = facts.find((fact) => fact.key === key);
    if (found) return found;
  }
  return undefined;
}

/** The first of these keys that holds a whole number, or digits. */
export function numberOf({ facts }: PageFacts, keys: readonly string[]): number | undefined {
  for (const key of keys) {
    const fact = facts.find((candidate) => candidate.key === key && /^\d{1,15}$/.test(scalarText(candidate.span)));
    if (fact) return Number(scalarText(fact.span));
  }
  return undefined;
}

const MORE: ReadonlySet<string> = new Set([
  'hasmore',
  'hasnext',
  'hasnextpage',
  'more',
  'hasmoreresults',
  'hasmoreitems',
  'hasmorepages',
  'morepages',
  'istruncated',
  'moreresultsavailable',
]);
const LAST: ReadonlySet<string> = new Set(['islast', 'last', 'islastpage', 'lastpage']);

/** Whether the answer says outright that there is more; `undefined` if it does not say. */
export function saysMore({ facts }: PageFacts): boolean | undefined {
  for (const { key, span } of facts) {
    if (kindOf(span) !== 'boolean') continue;
    if (MORE.has(key)) return sourceOf(span) === 'true';
    if (LAST.has(key)) return sourceOf(span) === 'false';
  }
  return undefined;
}

function* factsIn(span: JsonSpan, within: string, depth: number): Generator<PageFact, void> {
  if (kindOf(span) !== 'object') return;
  const deeper: [string, JsonSpan][] = [];
  let seen = 0;
  for (const child of childrenOf(span)) {
    seen += 1;
    if (seen > MAX_MEMBERS) break;
    const key = plainName(child.key);
    const kind = kindOf(child);
    if (kind !== 'object' && kind !== 'array') yield { key, within, span: child };
    else if (kind === 'object' && HOLDERS.has(key)) deeper.push([key, child]);
    else if (kind === 'array' && (key === 'links' || key === 'link')) yield* relations(child);
  }
  if (depth >= MAX_DEPTH) return;
  for (const [key, child] of deeper) yield* factsIn(child, key, depth + 1);
}

/** Links as a list: `{"rel":"next","href":…}`, or with `relation` and `url` (FHIR). */
function* relations(list: JsonSpan): Generator<PageFact, void> {
  let seen = 0;
  for (const link of childrenOf(list)) {
    seen += 1;
    if (seen > MAX_MEMBERS) return;
    const members = new Map([...childrenOf(link)].map((member) => [member.key, member]));
    const relation = members.get('rel') ?? members.get('relation');
    const target = members.get('href') ?? members.get('url');
    if (relation && target && scalarText(relation) === 'next') yield { key: 'next', within: 'links', span: target };
  }
}
