// Looks at a schema from the side of a reader: what it is and what it holds, whatever it is put together of.
import { isObject, listOr, objectOr, textOf } from '../../load/json-object.ts';
import { below, type Documents, type Place } from '../../resolve/documents.ts';
import { readTypes } from './schema-keywords.ts';

/** What is known of the values of a schema. */
export interface SchemaFacts {
  /** JSON Schema's names; empty if nothing is said. */
  readonly types: readonly string[];
  readonly format?: string;
  readonly description?: string;
  /** Of `enum` and `const`. */
  readonly values: readonly unknown[];
  /** Every property that some combinator speaks of; the first one to name it counts. */
  readonly properties: ReadonlyMap<string, Place>;
  readonly items?: Place;
}

/** Most schemas that are looked at for one value. */
const MAX_PARTS = 64;

/** The facts of schemas that speak of one value; references and combinators are followed. */
export function viewSchemas(schemas: readonly Place[], documents: Documents): SchemaFacts {
  const types = new Set<string>();
  const values = new Set<unknown>();
  const properties = new Map<string, Place>();
  const seen = new Set<unknown>();
  let found: { format?: string; description?: string; items?: Place } = {};
  const open = [...schemas];
  for (const from of open) {
    const resolved = documents.resolve(from);
    if (!('place' in resolved) || !isObject(resolved.place.value)) continue;
    const { place } = resolved;
    const schema = resolved.place.value;
    if (seen.has(schema) || seen.size >= MAX_PARTS) continue;
    seen.add(schema);
    for (const type of typesOf(schema)) types.add(type);
    for (const value of listOr(schema['enum'])) if (typeof value !== 'object') values.add(value);
    if ('const' in schema && typeof schema['const'] !== 'object') values.add(schema['const']);
    const beside = isObject(from.value) ? textOf(from.value['description']) : undefined;
    const description = found.description ?? beside ?? textOf(schema['description']);
    const format = found.format ?? textOf(schema['format']);
    const items = found.items ?? (isObject(schema['items']) ? below(place, 'items') : undefined);
    found = {
      ...(description === undefined ? {} : { description }),
      ...(format === undefined ? {} : { format }),
      ...(items === undefined ? {} : { items }),
    };
    const own = below(place, 'properties');
    for (const name of Object.keys(objectOr(own.value)))
      if (!properties.has(name)) properties.set(name, below(own, name));
    for (const keyword of ['allOf', 'oneOf', 'anyOf'])
      for (const index of listOr(schema[keyword]).keys()) open.push(below(below(place, keyword), index));
  }
  return {
    ...found,
    types: [...types].filter((type) => type !== 'null').concat(types.has('null') ? ['null'] : []),
    values: [...values],
    properties,
  };
}

function typesOf(schema: Readonly<Record<string, unknown>>): readonly string[] {
  const { types } = readTypes(schema['type']);
  const nullable = schema['nullable'] === true || schema['x-nullable'] === true ? ['null'] : [];
  if (types.length > 0) return [...types, ...nullable];
  if (schema['properties'] !== undefined) return ['object', ...nullable];
  return schema['items'] === undefined ? nullable : ['array', ...nullable];
}
