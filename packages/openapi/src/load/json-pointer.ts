// RFC 6901 JSON pointers.
import { percentDecode } from './percent-decode.ts';

/** Adds one step to a pointer. */
export function joinPointer(pointer: string, step: string | number): string {
  const text = String(step);
  // Nearly no step needs to be escaped, and this runs for each place of a document.
  if (!text.includes('/') && !text.includes('~')) return `${pointer}/${text}`;
  return `${pointer}/${text.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The steps of a pointer; a leading `#` and percent-encoding (RFC 6901 §6) are understood. */
export function splitPointer(pointer: string): readonly string[] {
  const path = pointer.startsWith('#') ? percentDecode(pointer.slice(1)) : pointer;
  if (path === '' || path === '/') return [];
  return path
    .slice(path.startsWith('/') ? 1 : 0)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The value at a pointer, or `undefined`. Only own properties are followed. */
export function valueAt(root: unknown, steps: readonly string[]): unknown {
  let value = root;
  for (const step of steps) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[step];
  }
  return value;
}
