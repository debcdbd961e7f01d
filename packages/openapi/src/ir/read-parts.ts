// Reads form bodies: how each property becomes a part, and which properties are files.
import { isObject, objectOr, textOf, type JsonObject } from '../load/json-object.ts';
import { below, type Documents, type Place } from '../resolve/documents.ts';
import type { JsonSchema } from './json-schema.ts';
import type { BodyPart, ParameterStyle } from './operation.ts';
import type { ReadContext } from './read-parameters.ts';

const STYLES: readonly ParameterStyle[] = ['form', 'spaceDelimited', 'pipeDelimited', 'tabDelimited', 'deepObject'];

/** What a file is as an argument. */
const FILE: JsonSchema = {
  description: 'A file: its bytes as base64 or as a data URI, or an object that also names it.',
  anyOf: [
    { type: 'string', contentEncoding: 'base64' },
    {
      type: 'object',
      properties: {
        data: { type: 'string', contentEncoding: 'base64' },
        filename: { type: 'string' },
        contentType: { type: 'string' },
      },
      required: ['data'],
      additionalProperties: false,
    },
  ],
};

/** The schema of a form body, files described as base64, and how each property is sent (OpenAPI 3.1 §4.8.15). */
export function readParts(
  body: { readonly schema: Place; readonly media: Place; readonly multipart: boolean },
  context: ReadContext,
): { readonly schema: JsonSchema; readonly parts: Readonly<Record<string, BodyPart>> } {
  const encoding = objectOr(objectOr(body.media.value)['encoding']);
  const parts: [string, BodyPart][] = [];
  const files: [string, JsonSchema][] = [];
  for (const [name, property] of propertiesOf(body.schema, context.documents)) {
    const rules = objectOr(encoding[name]);
    const file = body.multipart ? fileOf(property, context.documents) : undefined;
    if (file) files.push([name, file.list ? { type: 'array', items: FILE } : FILE]);
    parts.push([
      name,
      readPart(rules, { file: file !== undefined, multipart: body.multipart, contentType: file?.contentType }),
    ]);
  }
  const compiled = context.schemas.compile(body.schema);
  return {
    schema: files.length > 0 ? describeFiles(compiled, body.schema, { files, context }) : compiled,
    parts: Object.fromEntries(parts),
  };
}

function readPart(
  rules: JsonObject,
  of: { readonly file: boolean; readonly multipart: boolean; readonly contentType: string | undefined },
): BodyPart {
  const style = STYLES.find((known) => known === rules['style']);
  const styled =
    style !== undefined || typeof rules['explode'] === 'boolean' || typeof rules['allowReserved'] === 'boolean';
  const contentType = textOf(rules['contentType']) ?? of.contentType;
  const used = style ?? 'form';
  return {
    kind: of.file ? 'file' : styled ? 'style' : 'content',
    ...(contentType === undefined ? {} : { contentType: contentType.split(',')[0]?.trim() ?? contentType }),
    style: used,
    explode: typeof rules['explode'] === 'boolean' ? rules['explode'] : used === 'form' || used === 'deepObject',
    allowReserved: rules['allowReserved'] === true,
  };
}

/** The properties of an object schema, those that come in by `allOf` included. */
function propertiesOf(start: Place, documents: Documents, level = 0): ReadonlyMap<string, Place> {
  const found = new Map<string, Place>();
  const resolved = documents.resolve(start);
  if (!('place' in resolved) || !isObject(resolved.place.value) || level > 8) return found;
  const { place } = resolved;
  for (const [index] of (Array.isArray(resolved.place.value['allOf']) ? resolved.place.value['allOf'] : []).entries()) {
    for (const [name, property] of propertiesOf(below(below(place, 'allOf'), index), documents, level + 1))
      found.set(name, property);
  }
  const properties = below(place, 'properties');
  for (const name of Object.keys(objectOr(properties.value))) found.set(name, below(properties, name));
  return found;
}

/** Whether a property is a file or a list of files, and of which type. */
function fileOf(
  property: Place,
  documents: Documents,
): { readonly list: boolean; readonly contentType?: string } | undefined {
  const resolved = documents.resolve(property);
  const schema = 'place' in resolved ? objectOr(resolved.place.value) : {};
  if (schema['type'] === 'array' && 'place' in resolved) {
    const item = fileOf(below(resolved.place, 'items'), documents);
    return item && !item.list ? { ...item, list: true } : undefined;
  }
  const contentType = textOf(schema['contentMediaType']);
  const bytes =
    schema['type'] === 'file' ||
    schema['format'] === 'binary' ||
    (contentType !== undefined && schema['contentEncoding'] === undefined);
  return bytes ? { list: false, ...(contentType === undefined ? {} : { contentType }) } : undefined;
}

/** Puts the files' schemas in the place of the document's, which describe raw bytes; a shared definition is copied first. */
function describeFiles(
  compiled: JsonSchema,
  place: Place,
  by: { readonly files: readonly (readonly [string, JsonSchema])[]; readonly context: ReadContext },
): JsonSchema {
  let base = compiled;
  if (typeof compiled['$ref'] === 'string') {
    const resolved = by.context.documents.resolve(place);
    if ('place' in resolved) base = by.context.schemas.compile(resolved.place);
  }
  const properties: Record<string, unknown> = { ...objectOr(base['properties']) };
  for (const [name, file] of by.files) {
    const description = objectOr(properties[name])['description'];
    properties[name] =
      typeof description === 'string'
        ? { ...file, description: `${description} (${String(FILE['description'])})` }
        : file;
  }
  return { ...base, properties };
}
