// Owns the cases of urlencoded forms, with and without `encoding` (OpenAPI 3.1 §4.8.14.4, §4.8.15).
import type { FidelityCase, Json, JsonObject } from '../case.ts';

const TYPE = 'application/x-www-form-urlencoded';
const TEXTS: Json = { type: 'array', items: { type: 'string' } };
const PAIRS: Json = { type: 'object', additionalProperties: true };

interface Short {
  readonly says: string;
  readonly properties: JsonObject;
  readonly encoding?: JsonObject;
  readonly value: Json;
  readonly sent: string;
}

function form(id: string, { says, properties, encoding, value, sent }: Short): FidelityCase {
  const media = { schema: { type: 'object', properties }, ...(encoding === undefined ? {} : { encoding }) };
  return {
    id: `form/${id}`,
    says,
    method: 'post',
    operation: { requestBody: { content: { [TYPE]: media } } },
    args: { body: value },
    requests: [{ body: sent, headers: { 'content-type': TYPE } }],
  };
}

const A = { a: { type: 'string' } };

/** Urlencoded forms. */
export const FORM_BODY_CASES: readonly FidelityCase[] = [
  form('plain', {
    says: 'Plain values are pairs, in the order they were given.',
    properties: { a: { type: 'string' }, n: { type: 'number' }, t: { type: 'boolean' } },
    value: { t: true, a: 'x', n: 1.5 },
    sent: 't=true&a=x&n=1.5',
  }),
  form('reserved', {
    says: 'Everything reserved is encoded, in names as well; a space is a plus sign.',
    properties: { 'a b': { type: 'string' } },
    value: { 'a b': 'c&d=e+f %/é' },
    sent: 'a+b=c%26d%3De%2Bf+%25%2F%C3%A9',
  }),
  form('empty', { says: 'The empty text is a value.', properties: A, value: { a: '' }, sent: 'a=' }),
  form('null', {
    says: 'Null has no form; it is left out.',
    properties: { a: { type: ['string', 'null'] }, b: {} },
    value: { a: null, b: 0 },
    sent: 'b=0',
  }),
  form('empty-object', { says: 'A form without fields is empty.', properties: A, value: {}, sent: '' }),
  form('array', {
    says: 'A list repeats its name.',
    properties: { a: TEXTS },
    value: { a: ['x', 'y z'] },
    sent: 'a=x&a=y+z',
  }),
  form('array/plain', {
    says: 'explode false joins a list by commas.',
    properties: { a: TEXTS },
    encoding: { a: { style: 'form', explode: false } },
    value: { a: ['x', 'y,z'] },
    sent: 'a=x,y%2Cz',
  }),
  form('array/pipes', {
    says: 'pipeDelimited joins it by pipes.',
    properties: { a: TEXTS },
    encoding: { a: { style: 'pipeDelimited', explode: false } },
    value: { a: ['x', 'y'] },
    sent: 'a=x%7Cy',
  }),
  form('array/spaces', {
    says: 'spaceDelimited joins it by spaces.',
    properties: { a: TEXTS },
    encoding: { a: { style: 'spaceDelimited' } },
    value: { a: ['x', 'y'] },
    sent: 'a=x%20y',
  }),
  form('object', {
    says: 'An object is JSON, where no style is given.',
    properties: { a: PAIRS },
    value: { a: { b: [1] } },
    sent: 'a=%7B%22b%22%3A%5B1%5D%7D',
  }),
  form('object/deepObject', {
    says: 'deepObject writes brackets.',
    properties: { a: PAIRS },
    encoding: { a: { style: 'deepObject', explode: true } },
    value: { a: { b: 'c', d: { e: 1 } } },
    sent: 'a%5Bb%5D=c&a%5Bd%5D%5Be%5D=1',
  }),
  form('object/explode', {
    says: 'Style form and explode make pairs of the members.',
    properties: { a: PAIRS },
    encoding: { a: { style: 'form', explode: true } },
    value: { a: { b: 1, c: 2 } },
    sent: 'b=1&c=2',
  }),
  form('content-type', {
    says: 'A text whose encoding is JSON is written as JSON.',
    properties: A,
    encoding: { a: { contentType: 'application/json' } },
    value: { a: 'x' },
    sent: 'a=%22x%22',
  }),
  form('allowReserved', {
    says: 'allowReserved lets reserved characters pass that do not end a field.',
    properties: A,
    encoding: { a: { allowReserved: true } },
    value: { a: 'https://x/y?z&w=1' },
    sent: 'a=https://x/y?z%26w=1',
  }),
];
