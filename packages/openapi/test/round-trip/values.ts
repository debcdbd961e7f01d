// Makes random values with their schemas, and reads texts as a schema says.
import * as fc from 'fast-check';

/** A plain value: its schema, the argument, and what a reader must find, which are digits where a double would round. */
export interface Plain {
  readonly schema: { readonly type: string; readonly format?: string };
  readonly value: string | number | boolean;
}

/** Texts that serialisers and parsers stumble over. */
const NASTY = [
  '',
  ' ',
  '  a ',
  '+',
  'a+b',
  '%',
  '%41',
  'a%2Fb',
  '100%',
  '"',
  '"a"',
  "it's",
  '\\',
  'a\\"b',
  ',',
  'a,b',
  ';',
  'a;b=c',
  '=',
  '&',
  'a&b=c',
  '#',
  '?',
  '/',
  '|',
  'a|b',
  '[',
  ']',
  '[]',
  '{}',
  '{"a":1}',
  '[1]',
  '\r\n',
  'a\r\nb: c',
  '\n',
  '\t',
  '\u0000',
  '\u007f',
  '\u00a0',
  'null',
  'true',
  '0',
  '1.0',
  '-1',
  '1e3',
  'ü',
  'é',
  'Grün 青',
  '😀',
  '\u202e',
  '\ufeff',
  '\ufffd',
  '<a>&amp;</a>',
  ']]>',
  '--',
  '__proto__',
  'data:,x',
  '~',
  '*',
  "!'()*",
  '$',
  '@',
  ':',
  '.',
  '..',
  'a.b',
] as const;

/** Any well-formed text. */
export const text: fc.Arbitrary<string> = fc
  .oneof(
    { weight: 3, arbitrary: fc.constantFrom(...NASTY) },
    { weight: 2, arbitrary: fc.array(fc.constantFrom(...NASTY), { maxLength: 4 }).map((parts) => parts.join('')) },
    { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
  )
  .filter((value) => value.isWellFormed());

/**
 * Any text as a name. Not a backslash alone: V8 14.6 (Node 26.10) reads `{"\\n":1}` of a text beyond Latin-1 as that name, if it has read it at the same place before.
 */
export const keyText: fc.Arbitrary<string> = text.filter((one) => one !== '\\');

const digits = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }).map(String);

const decimal = fc.tuple(digits, fc.stringMatching(/^[0-9]{1,25}$/)).map(([whole, fraction]) => `${whole}.${fraction}`);

/** A text, a whole number, a number, a truth value, or a number whose digits no double keeps. */
export const plain: fc.Arbitrary<Plain> = fc.oneof(
  { weight: 4, arbitrary: text.map((value) => ({ schema: { type: 'string' }, value })) },
  fc.integer().map((value) => ({ schema: { type: 'integer' }, value })),
  fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .map((value) => ({ schema: { type: 'number' }, value: value === 0 ? 0 : value })),
  fc.boolean().map((value) => ({ schema: { type: 'boolean' }, value })),
  digits.map((value) => ({ schema: { type: 'integer', format: 'int64' }, value })),
  decimal.map((value) => ({ schema: { type: 'number', format: 'decimal' }, value })),
);

/** Plain values of one schema, so that a list of them has one; at least one. */
export const plainList: fc.Arbitrary<readonly Plain[]> = plain.chain(({ schema }) =>
  fc.array(
    plain.filter((other) => other.schema.type === schema.type && other.schema.format === schema.format),
    {
      minLength: 1,
      maxLength: 4,
    },
  ),
);

/** Objects of plain values by key; at least one. */
export function plainObject(keys: fc.Arbitrary<string>): fc.Arbitrary<readonly (readonly [string, Plain])[]> {
  return fc.uniqueArray(fc.tuple(keys, plain), { minLength: 1, maxLength: 4, selector: ([key]) => key });
}

/** The value a text stands for; what is no such value comes back as a text that equals nothing. */
export function readPlain({ schema }: Plain, found: string | undefined): unknown {
  if (found === undefined) return undefined;
  if (schema.type === 'string' || schema.format !== undefined) return found;
  if (schema.type === 'boolean') return found === 'true' ? true : found === 'false' ? false : `no boolean: ${found}`;
  return /^-?[0-9]/.test(found) ? Number(found) : `no number: ${found}`;
}

/** The text of a value, as far as a generator must know it to leave out what a style cannot carry. */
export function plainText({ value }: Plain): string {
  return String(value);
}
