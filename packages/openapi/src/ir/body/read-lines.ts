// Describes a body that is a sequence of JSON texts: a list, or the text as it is.
import { isObject, type JsonObject } from '../../load/json-object.ts';
import { below, type Place } from '../../resolve/documents.ts';
import type { JsonSchema } from '../schema/json-schema.ts';
import type { ReadContext } from '../read-context.ts';

/** The schema of a sequence at a media type object: its items by `itemSchema` (OpenAPI 3.2), or by a `schema` that is a list; `undefined` where the document wants text. */
export function readLines(media: Place, { documents, schemas }: ReadContext): JsonSchema | undefined {
  const own = documents.resolve(below(media, 'schema'));
  const schema: JsonObject = 'place' in own && isObject(own.place.value) ? own.place.value : {};
  if (schema['type'] === 'string' || schema['type'] === 'file' || schema['format'] === 'binary') return undefined;
  const items = below(media, 'itemSchema');
  const compiled = schemas.compile(items.value === undefined ? below(media, 'schema') : items);
  const isList = items.value === undefined && (schema['type'] === 'array' || schema['items'] !== undefined);
  return {
    anyOf: [
      isList ? compiled : { type: 'array', items: compiled },
      { type: 'string', description: 'The text as it is.' },
    ],
  };
}
