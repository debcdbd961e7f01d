// Owns the parting of a list of resources into pages.

/** Resources of one page. */
const PAGE = 500;

/** One page; the cursor leads to the next. */
export interface ResourcePage<T> {
  readonly resources: readonly T[];
  readonly nextCursor?: string;
}

/** The page a cursor leads to, or the first; `undefined` for a cursor that leads nowhere. The list grows at its end only, but may lose some: then a page has others than it had. */
export function resourcePage<T>(
  resources: readonly T[],
  cursor: string | undefined,
  size = PAGE,
): ResourcePage<T> | undefined {
  const start = cursor === undefined ? 0 : /^[1-9]\d{0,9}$/.test(cursor) ? Number(cursor) : -1;
  if (start < 0 || (start > 0 && start >= resources.length)) return undefined;
  const end = start + size;
  return {
    resources: resources.slice(start, end),
    ...(end < resources.length && { nextCursor: String(end) }),
  };
}
