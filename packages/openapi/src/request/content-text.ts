// Writes the value of a parameter that is described by `content`.
import { isJson, parseMediaType } from '../ir/media-type.ts';
import { encodeForm } from './encode-form.ts';
import { writeJson } from './exact-number.ts';
import { spreadParts } from './spread-parts.ts';

/** A form where the media type is one; JSON where it is JSON, and for lists and objects; other strings as they are (OpenAPI 3.1 §4.8.12.2.2). */
export function contentText(mediaType: string, value: unknown): string {
  const { essence } = parseMediaType(mediaType);
  const form = essence === 'application/x-www-form-urlencoded' ? spreadParts({ parts: {} }, value) : undefined;
  if (form) return encodeForm(form, '');
  return typeof value === 'string' && !isJson(essence) ? value : writeJson(value);
}
