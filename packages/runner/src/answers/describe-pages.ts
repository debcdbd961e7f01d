// Owns what is said of the pages of an answer: whether it is complete, and how to go on when it is not.
import type { ReadOn } from '@mcpm/openapi';
import type { CollectedPages } from './collect-pages.ts';

/** One sentence, or two; `undefined` for one page that is all there is, unless it was `followed` to. */
export function describePages(
  { pages, items, next, certain, stopped }: CollectedPages,
  readOn: ReadOn,
  followed: boolean,
): string | undefined {
  const goOn =
    next === undefined ? '' : ` ${readOn.tool} ${JSON.stringify({ answer: readOn.answer, next: pages })} reads on.`;
  const amount = `${pages} ${pages === 1 ? 'page' : 'pages'}${items === undefined ? '' : `, ${items} items`}`;
  if (stopped !== undefined) return `${amount}, not complete: ${stopped.replace(/\.$/, '')}.${goOn}`;
  if (next !== undefined) return `${amount}, not complete: the API ${certain ? 'has' : 'may have'} a next page.${goOn}`;
  return pages === 1 && !followed ? undefined : `${amount}: complete.`;
}
