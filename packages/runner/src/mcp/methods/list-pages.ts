// Owns the parting of a long list of tools into pages that no client's message limit refuses.

/** Bytes of one page: well under the 10 MB that the clients of the official SDKs read, and few pages, because some clients read only the first. */
const PAGE_BYTES = 4 * 1024 * 1024;

/** One page; the cursor, opaque to clients, leads to the next. */
export interface ListPage<T> {
  readonly tools: readonly T[];
  readonly nextCursor?: string;
  /** The members above as the text of one JSON object. */
  readonly json: string;
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
  const texts: string[] = [];
  let bytes = 0;
  let end = start;
  while (end < tools.length) {
    const text = JSON.stringify(tools[end]);
    bytes += Buffer.byteLength(text) + 1;
    if (bytes > pageBytes && end > start) break;
    texts.push(text);
    end += 1;
  }
  const nextCursor = end === tools.length ? {} : { nextCursor: cursorAt(end, tools) };
  const json = `{"tools":[${texts.join(',')}]${'nextCursor' in nextCursor ? `,"nextCursor":${JSON.stringify(nextCursor.nextCursor)}` : ''}}`;
  return { tools: tools.slice(start, end), ...nextCursor, json };
}

function placeOf(cursor: string, tools: readonly { readonly name: string }[]): number | undefined {
  const place = Number.parseInt(cursor, 10);
  return place > 0 && place < tools.length && cursor === cursorAt(place, tools) ? place : undefined;
}

/** Changes with the names and their order; the same in every process that serves the same list. */
function cursorAt(place: number, tools: readonly { readonly name: string }[]): string {
  const names = tools.map(({ name }) => name).join('\n');
  // Most lists have no second page: a start should not load the module for them.
  const { createHash } = process.getBuiltinModule('node:crypto');
  return `${place}.${createHash('sha256').update(names).digest('hex').slice(0, 16)}`;
}
