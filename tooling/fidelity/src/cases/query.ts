// Owns the cases of query parameters beside the style matrix: reserved characters, media types, nothings and defaults.
import type { FidelityCase, Json, JsonObject } from '../case.ts';
import { query } from './query-parameter.ts';
import { RESERVED } from './values.ts';

const TEXTS: Json = { type: 'array', items: { type: 'string' } };
const JSON_TYPE: JsonObject = { content: { 'application/json': { schema: {} } } };
const LIST_OF_RESERVED = [RESERVED, 'a b'];
const PASSED = ":/?%23%5B%5D@!$%26'()*%2B,;=";
const ENCODED = '%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D';

const RESERVED_CASES = [
  query('allowReserved/string', {
    says: 'Reserved characters pass, but for those that would end or change the query.',
    rules: { allowReserved: true },
    value: RESERVED,
    sent: `color=${PASSED}`,
  }),
  query('allowReserved/explode', {
    says: 'Each item of a list passes reserved characters.',
    rules: { allowReserved: true },
    schema: TEXTS,
    value: LIST_OF_RESERVED,
    sent: `color=${PASSED}&color=a%20b`,
  }),
  query('allowReserved/plain', {
    says: 'The items of one value pass reserved characters.',
    rules: { allowReserved: true, explode: false },
    schema: TEXTS,
    value: LIST_OF_RESERVED,
    sent: `color=${PASSED},a%20b`,
  }),
  query('allowReserved/triplet', {
    says: 'A percent-encoded triplet passes as it is, a lone percent sign is encoded.',
    rules: { allowReserved: true },
    value: 'a%2Fb 100%',
    sent: 'color=a%2Fb%20100%25',
  }),
  query('allowReserved/false', {
    says: 'Without allowReserved every reserved character is encoded.',
    rules: { allowReserved: false },
    value: RESERVED,
    sent: `color=${ENCODED}`,
  }),
  query('allowReserved/url', {
    says: 'A URL as a value stays readable.',
    rules: { allowReserved: true },
    value: 'https://example.com/a?b=c',
    sent: 'color=https://example.com/a?b=c',
  }),
];

const CONTENT_CASES = (
  [
    ['object', { a: [1, 'x'], b: null }, '%7B%22a%22%3A%5B1%2C%22x%22%5D%2C%22b%22%3Anull%7D'],
    ['array', ['blue', 2], '%5B%22blue%22%2C2%5D'],
    ['string', 'blue', '%22blue%22'],
    ['number', 1.5, '1.5'],
    ['boolean', true, 'true'],
    ['null', null, 'null'],
    ['empty-object', {}, '%7B%7D'],
    ['empty-array', [], '%5B%5D'],
    ['empty-string', '', '%22%22'],
  ] as const
).map(([kind, value, sent]) =>
  query(`content/json/${kind}`, {
    says: `A parameter described by application/json carries ${kind} as JSON.`,
    rules: JSON_TYPE,
    value,
    sent: `color=${sent}`,
  }),
);

const NOTHING_CASES = [
  query('nothing/absent', { says: 'An optional parameter that is not given is not sent.', sent: '' }),
  query('nothing/null', {
    says: 'Null is nothing in a query of style form.',
    schema: { type: ['string', 'null'] },
    value: null,
    sent: '',
  }),
  query('nothing/default', {
    says: "A default is the API's business: what is not given is not sent.",
    schema: { type: 'string', default: 'blue' },
    sent: '',
  }),
  query('nothing/zero', { says: 'Zero is a value.', schema: { type: 'integer' }, value: 0, sent: 'color=0' }),
  query('nothing/false', { says: 'False is a value.', schema: { type: 'boolean' }, value: false, sent: 'color=false' }),
  query('nothing/null-item', {
    says: 'Null in a list is left out, the empty text is not.',
    schema: { type: 'array', items: { type: ['string', 'null'] } },
    value: ['a', null, ''],
    sent: 'color=a&color=',
  }),
  query('nothing/required', {
    says: 'A required parameter that is missing is named; nothing is sent.',
    rules: { required: true },
    result: { isError: true, says: ['color'] },
  }),
  query('nothing/unknown', {
    says: 'An argument that nobody described is named; nothing is sent.',
    key: 'colour',
    value: 'blue',
    result: { isError: true, says: ['colour'] },
  }),
  query('nothing/wrong-type', {
    says: 'A value of the wrong type is named; nothing is sent.',
    schema: { type: 'integer' },
    value: 'many',
    result: { isError: true, says: ['color'] },
  }),
];

const DEEP_CASES = [
  query('deepObject/nested', {
    says: 'Objects in a deep object are written with more brackets, as most servers read them.',
    rules: { style: 'deepObject', explode: true },
    schema: { type: 'object', additionalProperties: true },
    value: { a: { b: 'c', d: { e: 1 } }, f: true },
    sent: 'color%5Ba%5D%5Bb%5D=c&color%5Ba%5D%5Bd%5D%5Be%5D=1&color%5Bf%5D=true',
  }),
  query('deepObject/default-explode', {
    says: 'A deep object needs no explode.',
    rules: { style: 'deepObject' },
    schema: { type: 'object', additionalProperties: true },
    value: { R: 100 },
    sent: 'color%5BR%5D=100',
  }),
  query('default/array', {
    says: 'A query parameter without style is form and exploded.',
    schema: TEXTS,
    value: ['a', 'b'],
    sent: 'color=a&color=b',
  }),
  query('default/object', {
    says: 'An object without style becomes pairs of its own.',
    schema: { type: 'object', additionalProperties: true },
    value: { R: 100, G: 200 },
    sent: 'R=100&G=200',
  }),
  query('default/spaceDelimited', {
    says: 'Delimited styles are not exploded by default.',
    rules: { style: 'spaceDelimited' },
    schema: TEXTS,
    value: ['a', 'b'],
    sent: 'color=a%20b',
  }),
  query('default/pipeDelimited', {
    says: 'The same for pipes.',
    rules: { style: 'pipeDelimited' },
    schema: TEXTS,
    value: ['a', 'b'],
    sent: 'color=a%7Cb',
  }),
];

/** Query parameters. */
export const QUERY_CASES: readonly FidelityCase[] = [
  ...RESERVED_CASES,
  ...CONTENT_CASES,
  query('content/text', {
    says: 'A parameter described by text/plain is its text.',
    rules: { content: { 'text/plain': { schema: { type: 'string' } } } },
    value: 'a b',
    sent: 'color=a%20b',
  }),
  ...NOTHING_CASES,
  ...DEEP_CASES,
];
