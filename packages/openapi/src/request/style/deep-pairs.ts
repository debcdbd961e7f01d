// Takes a value apart for the style `deepObject`.
import { isStructure, textOfValue } from '../arguments/argument-value.ts';

/**
 * `name[key]` and value, at any depth, nothing encoded. OpenAPI defines objects of plain values; lists and plain values are written as most servers read them: a
 * plain value under the name alone, `name[key][]` for plain items, and an index where items are objects or lists. Null, `[]` and `{}` are nothing.
 */
export function deepPairs(name: string, raw: unknown): readonly (readonly [key: string, text: string])[] {
  if (raw === undefined || raw === null) return [];
  if (Array.isArray(raw)) {
    const nested = raw.some(isStructure);
    return raw.flatMap((item, index) => deepPairs(`${name}[${nested ? index : ''}]`, item));
  }
  if (isStructure(raw)) return Object.entries(raw).flatMap(([key, member]) => deepPairs(`${name}[${key}]`, member));
  return [[name, textOfValue(raw)]];
}
