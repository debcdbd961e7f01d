// Reads the body of one operation: chooses the media type to send and says how the argument becomes bytes.
import { isObject, objectOr, textOf, type JsonObject } from '../load/json-object.ts';
import { below, printPlace, type Place, type Resolution } from '../resolve/documents.ts';
import { isJson, isText, isXml, parseMediaType } from './media-type.ts';
import type { OperationHead, RequestBody } from './operation.ts';
import { readParts } from './read-parts.ts';
import type { ReadContext } from './read-parameters.ts';
import { readXml } from './read-xml.ts';
import { XML_TEXT } from './text-forms.ts';
import { UnreadableError } from './unreadable-error.ts';

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
  const xml = isXml(parseMediaType(chosen).essence) ? readXml(schema, context.documents) : undefined;
  const kind = xml ? 'xml' : kindOf(chosen, 'place' in target ? objectOr(target.place.value) : {});
  const description = textOf(place.value['description']);
  return {
    mediaType: concrete(chosen, kind),
    kind,
    required: place.value['required'] === true,
    ...(description === undefined ? {} : { description }),
    ...(xml ? { xml } : {}),
    ...(kind === 'form' || kind === 'multipart'
      ? readParts({ schema, media, multipart: kind === 'multipart' }, context)
      : { schema: bodySchema(kind, schema, context), parts: {} }),
  };
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

/** JSON before forms, forms before text, text before bytes; among equals the first. */
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
  if (isJson(essence)) return 1;
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
function concrete(mediaType: string, kind: RequestBody['kind']): string {
  if (!mediaType.includes('*') || kind === 'binary') return mediaType;
  if (kind === 'json') return 'application/json';
  return 'text/plain';
}

function bodySchema(kind: RequestBody['kind'], schema: Place, context: ReadContext): RequestBody['schema'] {
  if (kind === 'binary')
    return { type: 'string', contentEncoding: 'base64', description: 'The bytes, as base64 or as a data URI.' };
  if (kind === 'text') return { type: 'string' };
  const compiled = context.schemas.compile(schema);
  if (kind !== 'xml') return compiled;
  return { anyOf: [compiled, { type: 'string', pattern: XML_TEXT, description: 'XML that is sent as it is.' }] };
}
