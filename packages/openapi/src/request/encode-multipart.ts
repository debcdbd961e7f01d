// Writes multipart bodies (RFC 7578; OpenAPI 3.1 §4.8.14.5 and §4.8.15).
import { createHash } from 'node:crypto';
import { ArgumentError } from '../argument-error.ts';
import { isObject } from '../load/json-object.ts';
import { isMediaType } from '../ir/media-type.ts';
import type { BodyPart } from '../ir/operation.ts';
import type { PlannedBody } from '../tool/tool-plan.ts';
import { isStructure, RAW_DELIMITERS, readArgument, textOfValue } from './argument-value.ts';
import { decodeBase64 } from './decode-base64.ts';

interface Part {
  readonly name: string;
  readonly filename?: string;
  readonly contentType?: string;
  readonly content: Uint8Array;
}

/** One part per field, one per item of a list. The boundary is made of the content, so equal arguments make equal bytes. Throws `ArgumentError`. */
export function encodeMultipart(
  plan: PlannedBody,
  fields: Readonly<Record<string, unknown>>,
): { readonly content: Uint8Array; readonly contentType: string } {
  const parts = Object.entries(fields).flatMap(([name, value]) => {
    if (value === undefined || value === null) return [];
    const rules = Object.hasOwn(plan.parts, name) ? plan.parts[name] : undefined;
    if (rules?.kind === 'style') return styledParts(name, value, rules);
    const items: readonly unknown[] =
      Array.isArray(value) && (rules?.contentType === undefined || rules.kind === 'file') ? value : [value];
    return items.map((item) =>
      rules?.kind === 'file' ? filePart(name, item, rules) : contentPart(name, item, rules?.contentType),
    );
  });
  const boundary = boundaryOf(parts);
  const chunks = parts.flatMap((part) => [Buffer.from(headOf(part, boundary)), part.content, Buffer.from('\r\n')]);
  return {
    content: Buffer.concat([...chunks, Buffer.from(`--${boundary}--\r\n`)]),
    contentType: `${plan.mediaType}; boundary=${boundary}`,
  };
}

function styledParts(name: string, value: unknown, rules: BodyPart): readonly Part[] {
  const read = readArgument(value);
  const part = (key: string, text: string): Part => ({ name: key, content: Buffer.from(text) });
  const delimiter = RAW_DELIMITERS[rules.style] ?? ',';
  if (read.kind === 'absent') return [];
  if (read.kind === 'primitive') return [part(name, read.text)];
  if (read.kind === 'array')
    return rules.explode ? read.items.map((item) => part(name, item)) : [part(name, read.items.join(delimiter))];
  if (rules.style === 'deepObject') return read.entries.map(([key, text]) => part(`${name}[${key}]`, text));
  return rules.explode
    ? read.entries.map(([key, text]) => part(key, text))
    : [part(name, read.entries.flat().join(delimiter))];
}

function contentPart(name: string, value: unknown, contentType: string | undefined): Part {
  const type = contentType ?? (isStructure(value) ? 'application/json' : undefined);
  return { name, content: Buffer.from(textOfValue(value)), ...(type === undefined ? {} : { contentType: type }) };
}

function filePart(name: string, value: unknown, rules: BodyPart): Part {
  const given = isObject(value) ? value : { data: value };
  const file = typeof given['data'] === 'string' ? decodeBase64(given['data']) : undefined;
  if (!file)
    throw new ArgumentError(
      `The file "${name}" must be base64 text or a data URI, or an object with one of these in "data".`,
      name,
    );
  const filename =
    typeof given['filename'] === 'string' && given['filename'] !== '' ? given['filename'] : (file.filename ?? name);
  const wanted =
    typeof given['contentType'] === 'string' ? given['contentType'] : (file.contentType ?? rules.contentType);
  const contentType = wanted !== undefined && isMediaType(wanted) ? wanted : 'application/octet-stream';
  return { name, filename, contentType, content: file.bytes };
}

function headOf(part: Part, boundary: string): string {
  const filename = part.filename === undefined ? '' : `; filename="${quote(part.filename)}"`;
  const type = part.contentType === undefined ? '' : `Content-Type: ${part.contentType}\r\n`;
  return `--${boundary}\r\nContent-Disposition: form-data; name="${quote(part.name)}"${filename}\r\n${type}\r\n`;
}

/** Names as browsers write them (RFC 7578 §4.2, WHATWG HTML multipart encoding). */
function quote(text: string): string {
  return text.toWellFormed().replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
}

function boundaryOf(parts: readonly Part[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part.name).update(part.content);
  return `mcpm-${hash.digest('hex').slice(0, 32)}`;
}
