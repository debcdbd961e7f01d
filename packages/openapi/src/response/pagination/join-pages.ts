// Owns making one answer of several pages.
import { findItems } from '../json/item-list.ts';
import { countChildren, parseSpan, type JsonSpan } from '../json/json-span.ts';
import { pointerOf } from '../json/json-path.ts';

/** Pages as one. */
export interface JoinedPages {
  readonly text: string;
  /** Items of all pages; absent where their list is not recognised, and the pages stand in an array. */
  readonly items?: number;
}

/**
 * One JSON text of several, every value as it came: the envelope of the last page with the items of all, where each has its items at the same place; else an array of the pages.
 * `undefined` if one is no JSON.
 */
export function joinPages(texts: readonly string[]): JoinedPages | undefined {
  const roots: JsonSpan[] = [];
  for (const text of texts) {
    const root = parseSpan(text);
    if (root === undefined) return undefined;
    roots.push(root);
  }
  const lists = roots.map(findItems);
  const place = lists.at(-1) && pointerOf(lists.at(-1)!.steps);
  const spans = lists.flatMap((list) => (list && pointerOf(list.steps) === place ? [list.span] : []));
  const last = spans.at(-1);
  if (last === undefined || spans.length < roots.length)
    return { text: `[${texts.map((text) => text.trim()).join(',')}]` };
  const inside = spans
    .map(({ text, start, end }) => text.slice(start + 1, end - 1).trim())
    .filter((items) => items !== '');
  return {
    text: `${last.text.slice(0, last.start)}[${inside.join(',')}]${last.text.slice(last.end)}`,
    items: spans.reduce((sum, span) => sum + countChildren(span), 0),
  };
}
