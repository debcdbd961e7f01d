// Rewrites one Swagger 2.0 parameter: its type becomes a schema, its collectionFormat a style.
import { isObject, textOf, type JsonObject } from '../load/json-object.ts';

const FRAME: ReadonlySet<string> = new Set([
  'name',
  'in',
  'description',
  'required',
  'allowEmptyValue',
  'collectionFormat',
]);

/** The collection formats that OpenAPI 3 names after their delimiter. */
export const DELIMITED: ReadonlyMap<string, string> = new Map([
  ['ssv', 'spaceDelimited'],
  ['tsv', 'tabDelimited'],
  ['pipes', 'pipeDelimited'],
]);

/** The parameter in the form of OpenAPI 3.0. Delimited styles may stand in path and header too, which only Swagger 2.0 allows. */
export function upgradeSwaggerParameter(parameter: unknown): unknown {
  if (!isObject(parameter) || parameter['$ref'] !== undefined) return parameter;
  const { name, in: place, description, required } = parameter;
  const upgraded = { name, in: place, description, required, schema: valueSchema(parameter) };
  if (parameter['type'] !== 'array') return upgraded;
  const format = textOf(parameter['collectionFormat']) ?? 'csv';
  const style = DELIMITED.get(format) ?? (place === 'query' ? 'form' : 'simple');
  return { ...upgraded, style, explode: format === 'multi' };
}

/** The schema of a parameter that is not in the body: what is left without its frame. */
export function valueSchema(parameter: JsonObject): JsonObject {
  if (isObject(parameter['schema'])) return parameter['schema'];
  const schema: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(parameter)) {
    if (!FRAME.has(key) && (!key.startsWith('x-') || key === 'x-nullable')) schema[key] = value;
  }
  return schema;
}
