// Writes the value of a parameter that is described by `content`.
import { isText, isJson, parseMediaType } from '../ir/media-type.ts';
import { writeJson } from './exact-number.ts';

/** Strings as they are where the media type is text but not JSON; JSON for everything else (OpenAPI 3.1 §4.8.12.2.2). */
export function contentText(mediaType: string, value: unknown): string {
  const { essence } = parseMediaType(mediaType);
  return typeof value === 'string' && isText(essence) && !isJson(essence) ? value : writeJson(value);
}
