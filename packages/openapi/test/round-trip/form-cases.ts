// Makes random urlencoded bodies, each field sent by its own rules.
import * as fc from 'fast-check';
import type { RoundTrip } from './find-mismatch.ts';
import { readQuery } from './style-reader.ts';
import { keyText, plain, type Plain, plainList, plainObject, plainText, readPlain } from './values.ts';

/** One field: its schema, its Encoding Object, its value, and the way back from the raw form. */
interface Field {
  readonly schema: object;
  readonly encoding?: object;
  readonly value: unknown;
  readonly read: (name: string, form: string) => unknown;
}

const get = (name: string, form: string): string | undefined => new URLSearchParams(form).get(name) ?? undefined;

const plainField: fc.Arbitrary<Field> = plain.map((one) => ({
  schema: one.schema,
  value: one.value,
  read: (name, form) => readPlain(one, get(name, form)),
}));

const listField: fc.Arbitrary<Field> = plainList.map((items) => ({
  schema: listSchema(items),
  value: items.map(({ value }) => value),
  read: (name, form) => new URLSearchParams(form).getAll(name).map((found) => readPlain(items[0]!, found)),
}));

/** Styles, and what their values cannot hold. */
const DELIMITED: readonly (readonly [style: string, delimiter?: string])[] = [
  ['form'],
  ['spaceDelimited', ' '],
  ['pipeDelimited', '|'],
];

/** A list in one field. Delimiters inside of values are encoded as themselves in the delimited styles, so these cannot hold them. */
const delimitedField: fc.Arbitrary<Field> = fc
  .tuple(fc.constantFrom(...DELIMITED), plainList)
  .filter(
    ([[, delimiter], items]) => !items.some((item) => delimiter !== undefined && plainText(item).includes(delimiter)),
  )
  .map(([[style], items]) => ({
    schema: listSchema(items),
    encoding: { style, explode: false },
    value: items.map(({ value }) => value),
    read: (name, form) => {
      const found = readQuery({ name, in: 'query', style, explode: false }, 'list', form);
      return Array.isArray(found) ? found.map((item: string) => readPlain(items[0]!, item)) : found;
    },
  }));

/** An object is JSON by default; digits that no double keeps are tried with JSON bodies. */
const objectField: fc.Arbitrary<Field> = plainObject(keyText).map((members) => {
  const kept = members.filter(([, { schema }]) => schema.format === undefined);
  return {
    schema: { type: 'object', properties: Object.fromEntries(kept.map(([key, { schema }]) => [key, schema])) },
    value: Object.fromEntries(kept.map(([key, { value }]) => [key, value])),
    read: (name, form) => JSON.parse(get(name, form) ?? '') as unknown,
  };
});

/** JSON by its media type; a list would be one field for each item. */
const jsonField: fc.Arbitrary<Field> = fc
  .jsonValue({ stringUnit: 'grapheme', maxDepth: 2 })
  .filter((value) => !Array.isArray(value))
  .map((value) => ({
    schema: {},
    encoding: { contentType: 'application/json' },
    value,
    read: (name, form) => JSON.parse(get(name, form) ?? '') as unknown,
  }));

function listSchema(items: readonly Plain[]): object {
  return { type: 'array', items: items[0]?.schema ?? {} };
}

/** Up to four fields of any name. */
export const urlencodedBody: fc.Arbitrary<RoundTrip> = fc
  .uniqueArray(fc.tuple(keyText, fc.oneof(plainField, listField, delimitedField, objectField, jsonField)), {
    minLength: 1,
    maxLength: 4,
    selector: ([name]) => name,
  })
  .map((fields) => {
    const all = <Value>(of: (field: Field, name: string) => Value): Record<string, Value> =>
      Object.fromEntries(fields.map(([name, field]) => [name, of(field, name)]));
    const schema = { type: 'object', properties: all((field) => field.schema) };
    return {
      path: '/end',
      parameters: [],
      requestBody: {
        content: { 'application/x-www-form-urlencoded': { schema, encoding: all(({ encoding = {} }) => encoding) } },
      },
      values: [],
      body: all((field) => field.value),
      expected: JSON.parse(JSON.stringify(all((field) => field.value))) as unknown,
      read: ({ body }) => all((field, name) => field.read(name, String(body))),
    };
  });
