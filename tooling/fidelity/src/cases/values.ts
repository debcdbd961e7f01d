// Owns the values that cases send: the four of the specification's table, and those that are easily written wrong.
import type { Json } from '../case.ts';
import type { Value } from '../oracle/expand-variable.ts';

/** A value as an argument, its schema, and its texts for the oracle. */
export interface Sample {
  readonly argument: Json;
  readonly schema: Json;
  readonly value: Value;
}

const TEXT: Json = { type: 'string' };
const TEXTS: Json = { type: 'array', items: TEXT };
const PAIRS: Json = { type: 'object', additionalProperties: true };

function same(argument: string | readonly string[] | Readonly<Record<string, string>>, schema: Json): Sample {
  return { argument, schema, value: argument };
}

/** RFC 3986 §2.2. */
export const RESERVED = ":/?#[]@!$&'()*+,;=";

/** Plain values: not a list, not pairs. */
export const PLAIN = {
  empty: same('', TEXT),
  string: same('blue', TEXT),
  number: { argument: 1.5, schema: { type: 'number' }, value: '1.5' },
  integer: { argument: -7, schema: { type: 'integer' }, value: '-7' },
  boolean: { argument: false, schema: { type: 'boolean' }, value: 'false' },
  space: same('dark  blue', TEXT),
  reserved: same(RESERVED, TEXT),
  unicode: same('Grün 青 🎨', TEXT),
  percent: same('100%25 "\\^`{|}<>~-._', TEXT),
} as const satisfies Record<string, Sample>;

/** Lists and pairs; the first of each are those of the table. */
export const STRUCTURES = {
  array: same(['blue', 'black', 'brown'], TEXTS),
  'array-of-one': same(['blue'], TEXTS),
  'array-of-wicked': same(['a,b', 'c d', 'e&f=g', 'h|i', 'ü/😀'], TEXTS),
  'array-of-numbers': {
    argument: [1, -2.5, 0],
    schema: { type: 'array', items: { type: 'number' } },
    value: ['1', '-2.5', '0'],
  },
  object: {
    argument: { R: 100, G: 200, B: 150 },
    schema: { type: 'object', additionalProperties: { type: 'integer' } },
    value: { R: '100', G: '200', B: '150' },
  },
  'object-of-wicked': same({ 'a b': 'c&d', 'e=f': 'g,h', é: '/?#' }, PAIRS),
} as const satisfies Record<string, Sample>;

/** What RFC 6570 calls undefined. */
export const NOTHING = {
  'empty-array': same([], TEXTS),
  'empty-object': same({}, PAIRS),
} as const satisfies Record<string, Sample>;

/** Every byte there is, twice in another order. */
export const ALL_BYTES: Uint8Array = Uint8Array.from({ length: 512 }, (_, index) =>
  index < 256 ? index : 511 - index,
);

/** Base64 of bytes. */
export function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
