// Writes a list as a sequence of JSON texts.
import type { PlannedBody } from '../../tool/tool-plan.ts';
import { sequenceKind } from '../../ir/sequence-kind.ts';
import { parseMediaType } from '../../ir/media-type.ts';
import { textOfValue } from '../arguments/argument-value.ts';
import { writeJson } from '../arguments/exact-number.ts';

/** One line for each item, behind a record separator in JSON text sequences (RFC 7464); any other value is text as it is. */
export function writeLines({ mediaType }: PlannedBody, value: unknown): string {
  if (!Array.isArray(value)) return textOfValue(value);
  const start = sequenceKind(parseMediaType(mediaType).essence) === 'records' ? '\u001E' : '';
  return value.map((item) => `${start}${writeJson(item)}\n`).join('');
}
