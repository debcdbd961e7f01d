// Owns the keywords that say of which kind a value is, or which values there are.
import { never, type Check, type Schema } from './check.ts';

const KINDS: ReadonlyMap<unknown, (value: unknown) => boolean> = new Map([
  ['string', (value: unknown) => typeof value === 'string'],
  ['number', (value: unknown) => typeof value === 'number'],
  ['integer', (value: unknown) => Number.isInteger(value)],
  ['boolean', (value: unknown) => typeof value === 'boolean'],
  ['object', (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value)],
  ['array', (value: unknown) => Array.isArray(value)],
  ['null', (value: unknown) => value === null],
]);

/** The check of `type`. */
export function typeCheck({ type }: Schema): Check | undefined {
  if (type === undefined) return undefined;
  const kinds = (Array.isArray(type) ? type : [type]).map((kind: unknown) => KINDS.get(kind));
  const [first, ...others] = kinds;
  if (first === undefined || kinds.includes(undefined)) return never;
  return others.length === 0 ? first : (value) => kinds.some((is) => is?.(value) === true);
}

/** The check of `enum` and `const`; only plain values are compared, objects and lists are left to others. */
export function valueCheck({ enum: listed, const: constant }: Schema): Check | undefined {
  if (listed === undefined && constant === undefined) return undefined;
  if (listed !== undefined && !Array.isArray(listed)) return never;
  const values: ReadonlySet<unknown> = new Set((listed ?? [constant]).filter(isPlain));
  return (value) => values.has(value) && (constant === undefined || value === constant);
}

function isPlain(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}
