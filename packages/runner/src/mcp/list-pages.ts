// Owns the parting of a long list of tools into pages that no client's message limit refuses.
import { createHash } from 'node:crypto';

/** Bytes of one page: well under the 10 MB that the clients of the official SDKs read, and few pages, because some clients read only the first. */
const PAGE_BYTES = 4 * 1024 * 1024;

/** One page; the cursor, opaque to clients, leads to the next. */
export interface ListPage<T> {
  readonly tools: T[];
  readonly nextCursor?: string;
}

/**
 * The page a cursor leads to, or the first. Most lists are one page; a tool that is larger than a page stands alone. `undefined` for a cursor that is none of
 * ours, or that was made of a list with other tools: going on there would leave out some and repeat others.
 */
export function listPage<T extends { readonly name: string }>(
  tools: readonly T[],
  cursor: string | undefined,
  pageBytes = PAGE_BYTES,
): ListPage<T> | undefined {
  const start = cursor === undefined ? 0 : placeOf(cursor, tools);
  if (start === undefined) return undefined;
  let bytes = 0;
  let end = start;
  while (end < tools.length) {
    bytes += Buffer.byteLength(JSON.stringify(tools[end])) + 1;
    if (bytes > pageBytes && end > start) break;
    end += 1;
  }
  const page = tools.slice(start, end);
  return end === tools.length ? { tools: page } : { tools: page, nextCursor: cursorAt(end, tools) };
}

function placeOf(cursor: string, tools: readonly { readonly name: string }[]): number | undefined {
  const place = Number.parseInt(cursor, 10);
  return place > 0 && place < tools.length && cursor === cursorAt(place, tools) ? place : undefined;
}

/** Changes with the names and their order; the same in every process that serves the same list. */
function cursorAt(place: number, tools: readonly { readonly name: string }[]): string {
  const names = tools.map(({ name }) => name).join('\n');
  return `${place}.${createHash('sha256').update(names).digest('hex').slice(0, 16)}`;
}
