// Decides which operations become tools.
import { DocumentError } from '../document-error.ts';
import type { OperationHead } from '../ir/operation.ts';

/**
 * Which operations become tools. Entries are `tag:<name>`, `method:<name>`, `path:<glob>` and `operation:<glob>`; in a glob `*` stops at `/`
 * and `**` does not. An operation is in if any `include` entry matches (or there is none) and no `exclude` entry does.
 */
export interface OperationFilter {
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  /** Only operations that read: GET, HEAD, OPTIONS, QUERY, TRACE. Default false. */
  readonly readOnly?: boolean;
}

/** The methods that HTTP calls safe (RFC 9110 §9.2.1, and QUERY). */
export const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'QUERY', 'TRACE']);

/** Makes the test of a filter. Throws `DocumentError` `option_invalid` for an entry it cannot read. */
export function compileFilter(filter: OperationFilter = {}): (operation: OperationHead) => boolean {
  const include = (filter.include ?? []).map(parseEntry);
  const exclude = (filter.exclude ?? []).map(parseEntry);
  return (operation) =>
    (!filter.readOnly || SAFE_METHODS.has(operation.method)) &&
    (include.length === 0 || include.some((matches) => matches(operation))) &&
    !exclude.some((matches) => matches(operation));
}

function parseEntry(entry: string): (operation: OperationHead) => boolean {
  const colon = entry.indexOf(':');
  const kind = entry.slice(0, colon).trim();
  const value = entry.slice(colon + 1).trim();
  if (colon > 0 && value !== '') {
    if (kind === 'tag') return (operation) => operation.tags.some((tag) => tag.toLowerCase() === value.toLowerCase());
    if (kind === 'method') return (operation) => operation.method === value.toUpperCase();
    if (kind === 'path') return matchWith(value, (operation) => operation.path);
    if (kind === 'operation') return matchWith(value, (operation) => operation.operationId);
  }
  throw new DocumentError('option_invalid', `The filter entry "${entry}" cannot be read.`, {
    next: 'Write tag:<name>, method:<name>, path:<glob> or operation:<glob>.',
  });
}

function matchWith(
  glob: string,
  pick: (operation: OperationHead) => string | undefined,
): (operation: OperationHead) => boolean {
  const pattern = globPattern(glob);
  return (operation) => {
    const value = pick(operation);
    return value !== undefined && pattern.test(value);
  };
}

/** `**` is anything, `*` anything but a slash, `?` one character but a slash. */
function globPattern(glob: string): RegExp {
  const source = glob.replaceAll(/\*\*|\*|\?|[.+^${}()|[\]\\]/g, (part) => {
    if (part === '**') return '.*';
    if (part === '*') return '[^/]*';
    return part === '?' ? '[^/]' : `\\${part}`;
  });
  return new RegExp(`^${source}$`, 'su');
}
