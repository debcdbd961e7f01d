// Writes the value of a parameter that is described by `content`.
import { isJson, parseMediaType } from '../../ir/media-type.ts';
import type { PlannedParameter } from '../../tool/tool-plan.ts';
import { encodeForm } from './encode-form.ts';
import { writeJson } from '../arguments/exact-number.ts';
import { spreadParts } from './spread-parts.ts';
import { writeXml } from './write-xml.ts';

/** A form where the media type is one; XML where it is described; JSON where it is JSON, and for lists and objects; other strings as they are (OpenAPI 3.1 §4.8.12.2.2). Throws `ArgumentError` for what XML cannot hold. */
export function contentText(parameter: PlannedParameter, value: unknown): string {
  const { mediaType = '', xml, argument } = parameter;
  const { essence } = parseMediaType(mediaType);
  const form = essence === 'application/x-www-form-urlencoded' ? spreadParts({ parts: {} }, value) : undefined;
  if (form) return encodeForm(form, '');
  // Headers are one line.
  if (xml && typeof value !== 'string') return writeXml(xml, value, argument).replace('?>\n', '?>');
  return typeof value === 'string' && !isJson(essence) ? value : writeJson(value);
}
