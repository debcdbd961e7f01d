// Puts the examples that stand beside a schema into it, where models look for them.
import { isObject, objectOr, type JsonObject } from '../../load/json-object.ts';
import type { JsonSchema } from './json-schema.ts';
import { distinct, isSmall } from './schema-keywords.ts';

/** Most examples of one schema. */
const MAX_EXAMPLES = 3;

/**
 * The schema with the `example` or `examples` of the parameter or media type that holds it (OpenAPI 3.1 §4.8.12, §4.8.14), unless it has some already, lists its
 * values, or they are too large.
 */
export function withExamples(schema: JsonSchema, holder: JsonObject): JsonSchema {
  if (schema['examples'] !== undefined || schema['enum'] !== undefined || schema['const'] !== undefined) return schema;
  const named = Object.values(objectOr(holder['examples'])).map((example) =>
    isObject(example) ? (example['dataValue'] ?? example['value']) : undefined,
  );
  const examples = distinct([holder['example'], ...named].filter((value) => value !== undefined && isSmall(value)));
  return examples.length === 0 ? schema : { ...schema, examples: examples.slice(0, MAX_EXAMPLES) };
}
