// Takes the words out of a schema and leaves what decides which values fit.
import { isObject } from '../../load/json-object.ts';
import type { JsonSchema } from './json-schema.ts';
import { SCHEMA_KEYWORDS, SCHEMA_LIST_KEYWORDS, SCHEMA_MAP_KEYWORDS } from './schema-keywords.ts';

/** Keywords that only explain. */
const WORDS: ReadonlySet<string> = new Set(['title', 'description', 'default', 'examples', 'deprecated']);

const SINGLE: ReadonlySet<string> = new Set(SCHEMA_KEYWORDS);
const LISTS: ReadonlySet<string> = new Set(SCHEMA_LIST_KEYWORDS);
const MAPS: ReadonlySet<string> = new Set(SCHEMA_MAP_KEYWORDS);

/** A converted schema (at most as deep as the compiler makes them) without titles, descriptions, defaults and examples; it accepts the same values. */
export function bareSchema(schema: JsonSchema): JsonSchema {
  const bare: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (WORDS.has(keyword)) continue;
    if (SINGLE.has(keyword)) bare[keyword] = inner(value);
    else if (LISTS.has(keyword) && Array.isArray(value)) bare[keyword] = value.map((item: unknown) => inner(item));
    else if (MAPS.has(keyword) && isObject(value))
      bare[keyword] = Object.fromEntries(Object.entries(value).map(([name, item]) => [name, inner(item)]));
    else bare[keyword] = value;
  }
  return bare;
}

function inner(value: unknown): unknown {
  return isObject(value) ? bareSchema(value) : value;
}
