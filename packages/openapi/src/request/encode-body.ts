// Turns the body argument into bytes or text in the planned media type.
import { ArgumentError } from '../argument-error.ts';
import { isMediaType } from '../ir/media-type.ts';
import { isObject } from '../load/json-object.ts';
import type { PlannedBody } from '../tool/tool-plan.ts';
import { textOfValue } from './argument-value.ts';
import { decodeBase64 } from './decode-base64.ts';
import { writeJson } from './exact-number.ts';
import { encodeMultipart } from './encode-multipart.ts';
import { encode } from './percent-encode.ts';
import { serializeQuery } from './serialize-query.ts';
import { writeXml } from './write-xml.ts';

/** A body and its `Content-Type`. */
export interface EncodedBody {
  readonly content: string | Uint8Array;
  readonly contentType: string;
}

/** Encodes the body argument. Throws `ArgumentError` where the value does not fit the media type. */
export function encodeBody(plan: PlannedBody, value: unknown): EncodedBody {
  switch (plan.kind) {
    case 'json':
      return { content: writeJson(value), contentType: plan.mediaType };
    case 'xml':
      return {
        content: plan.xml && typeof value !== 'string' ? writeXml(plan.xml, value, plan.argument) : textOfValue(value),
        contentType: plan.mediaType,
      };
    case 'text':
      return { content: textOfValue(value), contentType: plan.mediaType };
    case 'binary':
      return encodeBinary(plan, value);
    case 'form':
      return {
        content: typeof value === 'string' ? value : encodeForm(plan, fieldsOf(plan, value)),
        contentType: plan.mediaType,
      };
    case 'multipart':
      return encodeMultipart(plan, fieldsOf(plan, value));
  }
}

function encodeBinary(plan: PlannedBody, value: unknown): EncodedBody {
  const file = typeof value === 'string' ? decodeBase64(value) : undefined;
  if (!file)
    throw new ArgumentError(
      `The argument "${plan.argument}" must be base64 text or a data URI: the API takes bytes (${plan.mediaType}).`,
      plan.argument,
    );
  return { content: file.bytes, contentType: concreteType(plan.mediaType, file.contentType) };
}

/** The API's media type; where that is a range, the type of the file, if it has one in the range. */
function concreteType(planned: string, given: string | undefined): string {
  if (!planned.includes('*')) return planned;
  const range = planned.split(/[*;]/, 1)[0]?.trim().toLowerCase() ?? '';
  return given !== undefined && isMediaType(given) && given.toLowerCase().startsWith(range)
    ? given
    : 'application/octet-stream';
}

function fieldsOf(plan: PlannedBody, value: unknown): Readonly<Record<string, unknown>> {
  if (isObject(value)) return value;
  throw new ArgumentError(
    `The argument "${plan.argument}" must be an object: it is sent as form fields.`,
    plan.argument,
  );
}

/** `a=1&b=2` (OpenAPI 3.1 §4.8.14.4): lists are repeated, objects are JSON, unless `encoding` says otherwise. */
function encodeForm(plan: PlannedBody, fields: Readonly<Record<string, unknown>>): string {
  return Object.entries(fields)
    .flatMap(([name, value]) => {
      const part = Object.hasOwn(plan.parts, name) ? plan.parts[name] : undefined;
      if (value === undefined || value === null) return [];
      if (part?.kind === 'style') return serializeQuery({ ...part, name }, value);
      const items: readonly unknown[] = Array.isArray(value) && part?.contentType === undefined ? value : [value];
      return items.map((item) => `${encode(name)}=${encode(textOfValue(item))}`);
    })
    .join('&');
}
