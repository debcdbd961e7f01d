// Knows the texts that may stand in the place of a value: digits for numbers that a double would round, XML, base64 or a form for an object.

/** Digits of a whole number, as JSON writes it; the exact pattern marks an alternative of ours in an input schema. */
export const INTEGER_TEXT = '^-?(?:0|[1-9][0-9]*)$';

/** Digits of any number, as JSON writes it. */
export const DECIMAL_TEXT = '^-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$';

/** No text at all. */
export const EMPTY_TEXT = '^$';

/** Text that is XML already. */
export const XML_TEXT = '^\\s*<';

/** Text that is no JSON object or list: base64, a data URI, a form that is encoded already. */
export const PLAIN_TEXT = '^\\s*([^{[\\s]|$)';

const WIDE_INTEGERS: ReadonlySet<unknown> = new Set(['int64', 'uint64', 'int128', 'uint128', 'long', 'bigint']);
const WIDE_NUMBERS: ReadonlySet<unknown> = new Set(['decimal', 'decimal128', 'bignumber', 'bigdecimal']);

/** The pattern of the text that may stand for a number of this type and format; `undefined` where every number fits a double. */
export function digitsPattern(type: unknown, format: unknown): string | undefined {
  const name = typeof format === 'string' ? format.toLowerCase() : undefined;
  if (type !== 'integer' && type !== 'number') return undefined;
  if (WIDE_INTEGERS.has(name)) return INTEGER_TEXT;
  return WIDE_NUMBERS.has(name) ? DECIMAL_TEXT : undefined;
}
