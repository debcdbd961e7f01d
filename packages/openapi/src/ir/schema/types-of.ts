// Reads the `type` keyword, which is one name or a list of them.
import type { JsonObject } from '../../load/json-object.ts';

/** The types a schema names. */
export function typesOf(schema: JsonObject): readonly unknown[] {
  return schema['type'] === undefined ? [] : Array.isArray(schema['type']) ? schema['type'] : [schema['type']];
}
