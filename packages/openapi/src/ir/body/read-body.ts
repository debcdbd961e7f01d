// Reads the body of one operation: chooses the media type to send and says how the argument becomes bytes.
import { isObject, objectOr, textOf, type JsonObject } from '../../load/json-object.ts';
import { below, printPlace, type Place, type Resolution } from '../../resolve/documents.ts';
import { findFile } from './find-files.ts';
import type { JsonSchema } from '../schema/json-schema.ts';
import { isJsonPatch, readJsonPatch } from './json-patch.ts';
import { isJson, isText, isXml, parseMediaType } from '../media-type.ts';
import type { OperationHead, RequestBody } from '../operation.ts';
import { bytesSchema, TEXT_OR_FILE } from './file-schema.ts';
import { readForm } from './read-form.ts';
import type { ReadContext } from '../read-context.ts';
import { readLines } from './read-lines.ts';
import { orXmlText, readXml } from './read-xml.ts';
import { sequenceKind } from '../sequence-kind.ts';
import { withExamples } from '../schema/with-examples.ts';
import { UnreadableError } from '../unreadable-error.ts';

/** The body at a place, or `undefined` if there is none. Throws `UnreadableError` if there should be one and it cannot be found. */
export function readBody(start: Place, context: ReadContext, operation: OperationHead): RequestBody | undefined {
  if (start.value === undefined) return undefined;
  const place = context.documents.follow(start);
  if (!place || !isObject(place.value)) throw new UnreadableError('its request body cannot be read.', start);
  const content = below(place, 'content');
  const chosen = chooseMediaType(objectOr(content.value));
  if (chosen === undefined) return undefined;
  const media = below(content, chosen);
  const schema = below(media, 'schema');
  const target = context.documents.resolve(schema);
  if (operation.method === 'HEAD' || (operation.method === 'GET' && /^(2|3\.0)/.test(context.documents.version))) {
    if (!holdsNothing(target)) {
      context.documents.warnings.add(
        'body_ignored',
        printPlace(start),
        `${operation.method} ${operation.path} describes a body, which this version of OpenAPI does not allow; it is not sent.`,
      );
    }
    return undefined;
  }
  const { essence } = parseMediaType(chosen);
  const xml = isXml(essence) ? readXml(schema, context.documents) : undefined;
  const lines = isSequence(essence) ? readLines(media, context) : undefined;
  const kind = xml ? 'xml' : lines ? 'lines' : kindOf(chosen, 'place' in target ? objectOr(target.place.value) : {});
  const patch = kind === 'json' ? readJsonPatch(content, chosen, context) : undefined;
  const description = textOf(place.value['description']);
  const accepts = binaryTypes(objectOr(content.value), chosen);
  const body: RequestBody = {
    mediaType: concrete(accepts, kind),
    kind,
    required: place.value['required'] === true,
    ...(description === undefined ? {} : { description }),
    ...(xml ? { xml } : {}),
    ...(kind === 'form' || kind === 'multipart'
      ? readForm({ media, essence, operation: `${operation.method} ${operation.path}` }, context)
      : { schema: lines ?? bodySchema(kind, schema, { context, accepts, media: objectOr(media.value) }), parts: {} }),
    ...(kind === 'binary' ? { accepts } : {}),
  };
  return patch ? { ...body, schema: besidePatch(body.schema, patch.schema), listMediaType: patch.mediaType } : body;
}

/** The words of the document are about both. */
function besidePatch({ description, ...object }: JsonSchema, list: JsonSchema): JsonSchema {
  return { ...(description === undefined ? {} : { description }), anyOf: [object, list] };
}

function isSequence(essence: string): boolean {
  const kind = sequenceKind(essence);
  return kind === 'lines' || kind === 'records';
}

/** The media types of bytes, the chosen one first: which of them is sent is up to the file. */
function binaryTypes(content: JsonObject, chosen: string): readonly string[] {
  const others = Object.keys(content).filter((type) => type !== chosen && isBinary(parseMediaType(type).essence));
  return [chosen, ...others].flatMap((type) => type.split(',').map((one) => one.trim()));
}

function isBinary(essence: string): boolean {
  return !isText(essence) && !essence.startsWith('multipart/');
}

/** Generators describe a body without any field where there is none. */
function holdsNothing(target: Resolution): boolean {
  const schema = 'place' in target ? objectOr(target.place.value) : {};
  return (
    Object.keys(objectOr(schema['properties'])).length === 0 &&
    (schema['type'] === 'object' || schema['type'] === undefined) &&
    schema['allOf'] === undefined
  );
}

/** JSON before forms (a patch of members before one of steps), forms before text, text before bytes; among equals the first. */
function chooseMediaType(content: JsonObject): string | undefined {
  return Object.keys(content)
    .map((mediaType) => ({ mediaType, rank: rank(parseMediaType(mediaType).essence) }))
    .reduce<{ mediaType: string; rank: number } | undefined>(
      (best, next) => (best && best.rank <= next.rank ? best : next),
      undefined,
    )?.mediaType;
}

function rank(essence: string): number {
  if (essence === 'application/json') return 0;
  if (isJson(essence)) return essence === 'application/merge-patch+json' ? 1 : isJsonPatch(essence) ? 1.2 : 1.1;
  if (essence === '*/*' || essence === 'application/*') return 2;
  if (essence === 'multipart/form-data') return 3;
  if (essence === 'application/x-www-form-urlencoded') return 4;
  return isText(essence) ? 5 : 6;
}

function kindOf(mediaType: string, schema: JsonObject): RequestBody['kind'] {
  const { essence } = parseMediaType(mediaType);
  if (isJson(essence)) return 'json';
  if (essence === 'application/x-www-form-urlencoded') return 'form';
  if (essence.startsWith('multipart/')) return 'multipart';
  if (isText(essence)) return 'text';
  if (essence === '*/*' || essence === 'application/*')
    return schema['format'] === 'binary' || schema['type'] === 'file' ? 'binary' : 'json';
  return schema['type'] === 'object' || schema['properties'] !== undefined ? 'json' : 'binary';
}

/** A media type that may be sent: ranges are no content types; bytes may bring their own. */
function concrete(types: readonly string[], kind: RequestBody['kind']): string {
  const [chosen = ''] = types;
  if (!chosen.includes('*') || kind === 'binary') return chosen;
  if (kind === 'json') return 'application/json';
  if (kind === 'multipart') return 'multipart/form-data';
  return kind === 'xml' ? 'application/xml' : 'text/plain';
}

/** Keywords that show what a body is made of. */
const TELLING = ['$ref', 'properties', 'items', 'anyOf', 'allOf', 'enum', 'const', 'additionalProperties'] as const;

function bodySchema(
  kind: RequestBody['kind'],
  schema: Place,
  {
    context,
    accepts,
    media,
  }: { readonly context: ReadContext; readonly accepts: readonly string[]; readonly media: JsonObject },
): RequestBody['schema'] {
  if (kind === 'binary') return bytesSchema(accepts);
  if (kind === 'text') return findFile(schema, context.documents) ? TEXT_OR_FILE : { type: 'string' };
  const compiled = context.schemas.compile(schema);
  // Where the schema says next to nothing, an example says most.
  if (kind === 'json' && TELLING.every((keyword) => compiled[keyword] === undefined))
    return withExamples(compiled, media);
  if (kind !== 'xml') return compiled;
  return orXmlText(compiled);
}
