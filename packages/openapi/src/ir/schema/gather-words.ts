// Makes schemas plain whose parts (`allOf`) only explain: generators write a reference and its description that way.
import { isObject } from '../../load/json-object.ts';

/** Keywords that describe a value rather than restrict it. */
export const ANNOTATIONS: ReadonlySet<string> = new Set(['title', 'description', 'default', 'deprecated', 'examples']);

type Schema = Record<string, unknown>;

/**
 * A converted schema (its type not yet given) with the words of its parts beside its own, which win; and, if that leaves one part and nothing else that
 * restricts, that part itself. `types` are the ones the document names.
 */
export function gatherWords(
  schema: Schema,
  types: readonly string[],
): { readonly schema: Schema; readonly isPart: boolean } {
  const parts = schema['allOf'];
  if (!Array.isArray(parts) || !parts.every(isObject)) return { schema, isPart: false };
  const { allOf: _parts, ...own } = schema;
  const restricting = parts.filter((part) => !isWords(part));
  const words = Object.assign({}, ...parts.filter(isWords)) as Schema;
  const [only] = restricting;
  if (restricting.length > 1 || (only && !(isWords(own) && fits(only, types))))
    return {
      schema: restricting.length < parts.length ? { ...words, ...own, allOf: restricting } : schema,
      isPart: false,
    };
  return { schema: { ...only, ...words, ...own }, isPart: only !== undefined };
}

function isWords(schema: Schema): boolean {
  return Object.keys(schema).every((keyword) => ANNOTATIONS.has(keyword));
}

/** Whether a part says all that the types beside it say. */
function fits(part: Schema, types: readonly string[]): boolean {
  if (types.length === 0) return true;
  return types.length === 1 && (part['type'] === types[0] || (types[0] === 'object' && part['$ref'] !== undefined));
}
