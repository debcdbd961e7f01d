// Owns finding the list of items in a JSON answer and its envelope.
import { childrenOf, kindOf, type JsonChild, type JsonSpan } from './json-span.ts';

/** A list of items and where it is. */
export interface ItemList {
  readonly span: JsonSpan;
  /** The keys that lead to it; none if the answer itself is the list. */
  readonly steps: readonly string[];
}

/** Keys under which APIs keep their items, the surest first. */
const LISTS = [
  'items',
  'data',
  'results',
  'value',
  'values',
  'records',
  'entries',
  'list',
  'content',
  'rows',
  'hits',
  'Items',
  'Resources',
];
/** Keys of objects that only hold the list, and perhaps figures. */
const WRAPPERS: ReadonlySet<string> = new Set([
  'data',
  'result',
  'results',
  'response',
  'd',
  '_embedded',
  'hits',
  'payload',
  'body',
  'content',
  'list',
]);
/** Keys of lists beside the items. */
const SIDE_LISTS: ReadonlySet<string> = new Set([
  'errors',
  'warnings',
  'warningMessages',
  'messages',
  'links',
  '_links',
  'facets',
  'included',
  'aggregations',
]);
const MAX_MEMBERS = 200;

/**
 * The items of an answer: the answer if it is an array, else its array under a usual key, else its only array; also one level down in a usual wrapper
 * (`data.items`, `_embedded.orders`, `hits.hits`). `undefined` where that is a guess between several.
 */
export function findItems(root: JsonSpan): ItemList | undefined {
  if (kindOf(root) === 'array') return { span: root, steps: [] };
  const members = firstMembers(root);
  const arrays = members.filter((child) => kindOf(child) === 'array');
  const direct = chooseArray(arrays);
  if (direct) return { span: direct, steps: [direct.key] };
  if (arrays.length > 0) return undefined;
  const wrappers = members.filter((child) => WRAPPERS.has(child.key) && kindOf(child) === 'object');
  const inner = wrappers.flatMap((wrapper) => {
    const found = chooseArray(firstMembers(wrapper).filter((child) => kindOf(child) === 'array'));
    return found ? [{ span: found, steps: [wrapper.key, found.key] }] : [];
  });
  return inner.length === 1 ? inner[0] : undefined;
}

function chooseArray(arrays: readonly JsonChild[]): JsonChild | undefined {
  for (const key of LISTS) {
    const named = arrays.find((child) => child.key === key);
    if (named) return named;
  }
  const main = arrays.filter((child) => !SIDE_LISTS.has(child.key));
  return main.length === 1 ? main[0] : undefined;
}

function firstMembers(span: JsonSpan): readonly JsonChild[] {
  const members: JsonChild[] = [];
  if (kindOf(span) !== 'object') return members;
  for (const child of childrenOf(span)) {
    members.push(child);
    if (members.length === MAX_MEMBERS) break;
  }
  return members;
}
