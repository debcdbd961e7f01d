// Turns the body argument into bytes or text in the planned media type.
import { ArgumentError } from '../../argument-error.ts';
import type { PlannedBody } from '../../tool/tool-plan.ts';
import { textOfValue } from '../arguments/argument-value.ts';
import { writeJson } from '../arguments/exact-number.ts';
import { encodeForm } from './encode-form.ts';
import { encodeMultipart } from './encode-multipart.ts';
import { isFileObject, readGivenFile } from './given-file.ts';
import type { RequestContext } from '../request-context.ts';
import { spreadParts, type PartValue } from './spread-parts.ts';
import { writeLines } from './write-lines.ts';
import { writeXml } from './write-xml.ts';

/** A body and its `Content-Type`. */
export interface EncodedBody {
  readonly content: string | Uint8Array;
  readonly contentType: string;
}

/** Encodes the body argument. Throws `ArgumentError` where the value does not fit the media type. */
export function encodeBody(plan: PlannedBody, value: unknown, files: RequestContext['files']): EncodedBody {
  const { mediaType, argument } = plan;
  switch (plan.kind) {
    case 'json':
      return {
        content: writeJson(value),
        contentType: Array.isArray(value) ? (plan.listMediaType ?? mediaType) : mediaType,
      };
    case 'lines':
      return { content: writeLines(plan, value), contentType: mediaType };
    case 'xml':
      return {
        content: plan.xml && typeof value !== 'string' ? writeXml(plan.xml, value, argument) : textOfValue(value),
        contentType: mediaType,
      };
    case 'text':
      return isFileObject(value)
        ? encodeFile(plan, value, { files, accepts: [mediaType] })
        : { content: textOfValue(value), contentType: mediaType };
    case 'binary':
      return encodeFile(plan, value, { files, accepts: plan.accepts ?? [mediaType] });
    case 'form':
      return {
        content: typeof value === 'string' ? value : encodeForm(partsOf(plan, value), argument),
        contentType: mediaType,
      };
    case 'multipart':
      return encodeMultipart(plan, partsOf(plan, value), files);
  }
}

function encodeFile(
  { argument }: PlannedBody,
  value: unknown,
  rules: { readonly files: RequestContext['files']; readonly accepts: readonly string[] },
): EncodedBody {
  const { bytes, contentType } = readGivenFile(value, { ...rules, argument, label: `The argument "${argument}"` });
  return { content: bytes, contentType };
}

function partsOf(plan: PlannedBody, value: unknown): readonly PartValue[] {
  const parts = spreadParts(plan, value);
  if (parts) return parts;
  const wanted = plan.sequence ? 'a list: its items are sent as the parts' : 'an object: it is sent as form fields';
  throw new ArgumentError(`The argument "${plan.argument}" must be ${wanted}.`, plan.argument);
}
