// Writes multipart bodies (RFC 7578; OpenAPI 3.1 §4.8.14.5 and §4.8.15).
import { createHash } from 'node:crypto';
import { ArgumentError } from '../../argument-error.ts';
import type { PlannedBody } from '../../tool/tool-plan.ts';
import { isStructure, RAW_DELIMITERS, readArgument } from '../arguments/argument-value.ts';
import { deepPairs } from '../style/deep-pairs.ts';
import { readGivenFile } from './given-file.ts';
import { partText } from './part-text.ts';
import type { RequestContext } from '../request-context.ts';
import { spreadParts, type PartValue } from './spread-parts.ts';

interface Part {
  /** Absent in a list of parts. */
  readonly name: string | undefined;
  readonly filename?: string;
  readonly contentType?: string;
  readonly content: Uint8Array;
}

/** One part for each value. The boundary is made of the content, so equal arguments make equal bytes. Throws `ArgumentError`. */
export function encodeMultipart(
  plan: Pick<PlannedBody, 'mediaType' | 'argument'>,
  values: readonly PartValue[],
  files: RequestContext['files'],
): { readonly content: Uint8Array; readonly contentType: string } {
  const parts = values.flatMap((part) => {
    if (part.isFile) return [filePart(part, plan, files)];
    if (part.rules.nested) return [nestedPart(part, plan.argument, files)];
    return part.rules.kind === 'style' ? styledParts(part) : [contentPart(part, plan.argument)];
  });
  const boundary = boundaryOf(parts);
  const chunks = parts.flatMap((part) => [Buffer.from(headOf(part, boundary)), part.content, Buffer.from('\r\n')]);
  const mediaType = plan.mediaType.replace(/;\s*boundary=[^;]*/i, '');
  return {
    content: Buffer.concat([...chunks, Buffer.from(`--${boundary}--\r\n`)]),
    contentType: `${mediaType}; boundary=${boundary}`,
  };
}

/** As a query parameter of the style, without its percent-encoding. */
function styledParts({ name = '', value, rules }: PartValue): readonly Part[] {
  const part = (key: string, text: string): Part => ({ name: key, content: Buffer.from(text) });
  if (rules.style === 'deepObject') return deepPairs(name, value).map(([key, text]) => part(key, text));
  const read = readArgument(value);
  const delimiter = RAW_DELIMITERS[rules.style] ?? ',';
  switch (read.kind) {
    case 'absent':
      return [];
    case 'primitive':
      return [part(name, read.text)];
    case 'array':
      return rules.explode ? read.items.map((item) => part(name, item)) : [part(name, read.items.join(delimiter))];
    case 'object':
      return rules.explode
        ? read.entries.map(([key, text]) => part(key, text))
        : [part(name, read.entries.flat().join(delimiter))];
  }
}

function contentPart({ name, value, rules }: PartValue, argument: string): Part {
  const type = rules.contentType ?? (isStructure(value) ? 'application/json' : undefined);
  return {
    name,
    content: Buffer.from(partText(value, rules, argument)),
    ...(type === undefined ? {} : { contentType: type }),
  };
}

function filePart(
  { name, value, rules }: PartValue,
  { argument }: Pick<PlannedBody, 'argument'>,
  files: RequestContext['files'],
): Part {
  const label = name === undefined ? `A file of the argument "${argument}"` : `The file "${name}"`;
  const file = readGivenFile(value, { label, argument, accepts: rules.accepts ?? [], files });
  const filename = file.filename ?? name;
  return {
    name,
    contentType: file.contentType,
    content: file.bytes,
    ...(filename === undefined ? {} : { filename }),
  };
}

/** A multipart body in a part of its own. */
function nestedPart({ name, value, rules }: PartValue, argument: string, files: RequestContext['files']): Part {
  const { nested } = rules;
  const inner = nested && spreadParts(nested, value);
  if (!nested || !inner)
    throw new ArgumentError(
      `The part "${name ?? argument}" must be ${nested?.sequence ? 'a list' : 'an object'}: it is a form of its own.`,
      argument,
    );
  return { name, ...encodeMultipart({ mediaType: nested.mediaType, argument }, inner, files) };
}

function headOf(part: Part, boundary: string): string {
  const filename = part.filename === undefined ? '' : `; filename="${quote(part.filename)}"`;
  const type = part.contentType === undefined ? '' : `Content-Type: ${part.contentType}\r\n`;
  const named = part.name === undefined ? 'attachment' : `form-data; name="${quote(part.name)}"`;
  // Parts without a name say nothing of themselves but, of files, what they are called.
  const disposition = part.name === undefined && filename === '' ? '' : `Content-Disposition: ${named}${filename}\r\n`;
  return `--${boundary}\r\n${disposition}${type}\r\n`;
}

/** Names as browsers write them (RFC 7578 §4.2, WHATWG HTML multipart encoding). */
function quote(text: string): string {
  return text.toWellFormed().replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
}

function boundaryOf(parts: readonly Part[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part.name ?? '').update(part.content);
  return `mcpm-${hash.digest('hex').slice(0, 32)}`;
}
