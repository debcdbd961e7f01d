// Lets a body be a JSON Patch (RFC 6902) where the API takes one beside another form of JSON: a list is one, an object the other.
import { isObject, type JsonObject } from '../../load/json-object.ts';
import { below, type Place } from '../../resolve/documents.ts';
import type { JsonSchema } from '../schema/json-schema.ts';
import { parseMediaType } from '../media-type.ts';
import type { ReadContext } from '../read-context.ts';

/** The media type of RFC 6902. */
const JSON_PATCH = 'application/json-patch+json';

/** What RFC 6902 §4 says of its operations. */
const OPERATIONS: JsonSchema = {
  type: 'array',
  description: 'JSON Patch (RFC 6902).',
  items: {
    type: 'object',
    properties: {
      op: { type: 'string', enum: ['add', 'remove', 'replace', 'move', 'copy', 'test'] },
      path: { type: 'string', description: 'JSON pointer.' },
      from: { type: 'string', description: 'JSON pointer; for move and copy.' },
      value: {},
    },
    required: ['op', 'path'],
  },
};

/** Whether a media type (without parameters) is JSON Patch. */
export function isJsonPatch(essence: string): boolean {
  return essence === JSON_PATCH;
}

/**
 * The media type and the schema of lists, where the chosen media type is about objects and JSON Patch is taken as well: beside a merge patch, or where the document
 * describes a list for it. Many documents name JSON Patch for bodies that are no patches; there it is left out.
 */
export function readJsonPatch(
  content: Place,
  chosen: string,
  { documents, schemas }: ReadContext,
): { readonly mediaType: string; readonly schema: JsonSchema } | undefined {
  const types = isObject(content.value) ? Object.keys(content.value) : [];
  const mediaType = types.find((type) => isJsonPatch(parseMediaType(type).essence));
  if (mediaType === undefined || mediaType === chosen) return undefined;
  const schemaOf = (type: string): Place => below(below(content, type), 'schema');
  const isList = (type: string): boolean => {
    const found = documents.resolve(schemaOf(type));
    const schema: JsonObject = 'place' in found && isObject(found.place.value) ? found.place.value : {};
    return schema['type'] === 'array' || schema['items'] !== undefined;
  };
  if (isList(chosen)) return undefined;
  if (isList(mediaType)) return { mediaType, schema: schemas.compile(schemaOf(mediaType)) };
  return parseMediaType(chosen).essence === 'application/merge-patch+json'
    ? { mediaType, schema: OPERATIONS }
    : undefined;
}
