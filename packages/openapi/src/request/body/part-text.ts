// Writes one value of a form as text.
import { isJson, parseMediaType } from '../../ir/media-type.ts';
import type { BodyPart } from '../../ir/operation.ts';
import { textOfValue } from '../arguments/argument-value.ts';
import { writeJson } from '../arguments/exact-number.ts';
import { writeXml } from './write-xml.ts';

/** JSON where the part is JSON, strings included (OpenAPI 3.1 §4.8.19, "Example Object Examples"); XML from lists and objects; other strings as they are. Throws `ArgumentError` for what XML cannot hold. */
export function partText(value: unknown, { contentType, xml }: BodyPart, argument: string): string {
  if (contentType !== undefined && isJson(parseMediaType(contentType).essence)) return writeJson(value);
  if (xml && typeof value !== 'string') return writeXml(xml, value, argument);
  return textOfValue(value);
}
