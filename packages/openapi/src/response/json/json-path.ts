// Owns finding a part of a JSON answer by its path, and saying what is there instead.
import { splitPointer } from '../../load/json-pointer.ts';
import { childOf, childrenOf, countChildren, kindOf, type JsonSpan } from './json-span.ts';

/** What a path leads to. */
export type FoundPart =
  | { readonly found: JsonSpan; /** RFC 6901. */ readonly pointer: string }
  | { readonly problem: string };

/** Key names said where a path leads nowhere. */
const MAX_KEYS = 40;

/**
 * The part of a JSON value at a path: an RFC 6901 pointer (`/items/3/name`; the empty text is the whole), or steps with dots and brackets (`items[3].name`, `$["odd key"]`).
 * Where there is nothing, a sentence with the keys or indices that exist.
 */
export function findPart(root: JsonSpan, path: string): FoundPart {
  const steps = stepsOf(path);
  let part = root;
  for (const [index, step] of steps.entries()) {
    const child = childOf(part, step);
    if (child === undefined) return { problem: describeDeadEnd(part, steps.slice(0, index), step) };
    part = child;
  }
  return { found: part, pointer: pointerOf(steps) };
}

/** The RFC 6901 pointer of steps. */
export function pointerOf(steps: readonly string[]): string {
  return steps.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The steps of a path in either notation. */
export function stepsOf(path: string): readonly string[] {
  const trimmed = path.trim();
  if (trimmed === '/') return [''];
  if (trimmed === '' || trimmed.startsWith('/') || trimmed.startsWith('#')) return splitPointer(trimmed);
  const steps: string[] = [];
  for (const found of trimmed
    .replace(/^\$/, '')
    .matchAll(/\[\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^\]]*))\s*\]|([^.[\]]+)/g)) {
    const quoted = found[1] ?? found[2];
    steps.push(quoted === undefined ? (found[3] ?? found[4] ?? '').trim() : quoted.replaceAll(/\\(.)/g, '$1'));
  }
  return steps;
}

function describeDeadEnd(part: JsonSpan, before: readonly string[], step: string): string {
  const place = before.length === 0 ? 'The answer' : `"${pointerOf(before)}"`;
  const kind = kindOf(part);
  const missing = `There is no "${step}" here.`;
  if (kind === 'array') {
    const count = countChildren(part);
    return `${missing} ${place} is an array of ${count} elements${count === 0 ? '' : `: 0 to ${count - 1}`}.`;
  }
  if (kind !== 'object') return `${missing} ${place} is ${kind === 'null' ? 'null' : `a ${kind}`}, not an object.`;
  return `${missing} ${place} is an object with ${keysOf(part)}.`;
}

function keysOf(part: JsonSpan): string {
  const keys: string[] = [];
  let count = 0;
  for (const { key } of childrenOf(part)) {
    count += 1;
    if (keys.length < MAX_KEYS) keys.push(key.slice(0, 100));
  }
  if (count === 0) return 'no keys';
  return `the keys ${keys.join(', ')}${count > keys.length ? ` and ${count - keys.length} more` : ''}`;
}
