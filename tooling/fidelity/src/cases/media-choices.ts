// Owns the cases where the media type decides: patches of two kinds, lists of JSON texts, XML parameters; and cookies and numbers beside them.
import type { FidelityCase, Json, JsonObject } from '../case.ts';

const body = (content: JsonObject): JsonObject => ({ requestBody: { content } });
const patchBody = body({
  'application/json-patch+json': { schema: { type: 'object' } },
  'application/merge-patch+json': { schema: { type: 'object' } },
});
const OPERATIONS: Json = [{ op: 'remove', path: '/a' }];
const ROWS: Json = [{ a: 1 }, 'ü', null];
const THING: Json = {
  type: 'object',
  properties: { id: { type: 'integer', xml: { attribute: true } }, note: { type: 'string' } },
};

const PATCHES: readonly FidelityCase[] = [
  {
    id: 'body/patch/object',
    says: 'Where the API takes both kinds of patch, an object is a merge patch.',
    method: 'patch',
    operation: patchBody,
    args: { body: { a: null } },
    requests: [{ body: '{"a":null}', headers: { 'content-type': 'application/merge-patch+json' } }],
  },
  {
    id: 'body/patch/list',
    says: 'Where the API takes both kinds of patch, a list is a JSON Patch.',
    method: 'patch',
    operation: patchBody,
    args: { body: OPERATIONS },
    requests: [{ body: JSON.stringify(OPERATIONS), headers: { 'content-type': 'application/json-patch+json' } }],
  },
];

const LINES: readonly FidelityCase[] = (
  [
    ['application/jsonl', '{"a":1}\n"ü"\nnull\n'],
    ['application/x-ndjson', '{"a":1}\n"ü"\nnull\n'],
    ['application/json-seq', '\u001e{"a":1}\n\u001e"ü"\n\u001enull\n'],
  ] as const
).map(([type, sent]) => ({
  id: `body/lines/${type.split('/')[1]}`,
  says: `A list in ${type} is sent item by item.`,
  fixture: '3.2',
  method: 'post',
  operation: body({ [type]: { itemSchema: {} } }),
  args: { body: ROWS },
  requests: [{ body: sent, headers: { 'content-type': type } }],
}));

const NEIGHBOURS: readonly FidelityCase[] = [
  {
    id: 'query/content/xml',
    says: 'A parameter in XML is written from an object.',
    operation: { parameters: [{ name: 'thing', in: 'query', content: { 'application/xml': { schema: THING } } }] },
    args: { thing: { id: 7, note: 'a<b' } },
    requests: [
      {
        target:
          '?thing=%3C%3Fxml%20version%3D%221.0%22%20encoding%3D%22UTF-8%22%3F%3E%3Cthing%20id%3D%227%22%3E%3Cnote%3Ea%26lt%3Bb%3C%2Fnote%3E%3C%2Fthing%3E',
      },
    ],
  },
  {
    id: 'collision/cookie-header',
    says: 'A header parameter called Cookie goes together with the cookie parameters.',
    operation: {
      parameters: [
        { name: 'Cookie', in: 'header', schema: { type: 'string' } },
        { name: 'a', in: 'cookie', schema: { type: 'string' } },
      ],
    },
    args: { Cookie: 'q=1', a: 'b' },
    requests: [{ headers: { cookie: 'q=1; a=b' } }],
  },
  {
    id: 'arguments/numbers/rounded',
    says: 'A whole number that reading has rounded is not sent; its digits are asked for.',
    operation: { parameters: [{ name: 'q', in: 'query', schema: { type: 'integer' } }] },
    args: { q: 2 ** 53 },
    requests: [],
    result: { isError: true, says: ['digits'] },
  },
  {
    id: 'arguments/numbers/large-fraction',
    says: 'A large number is sent where the API wants no whole one.',
    operation: { parameters: [{ name: 'q', in: 'query', schema: { type: 'number' } }] },
    args: { q: 1e21 },
    requests: [{ target: '?q=1e%2B21' }],
  },
  {
    id: 'query/allowEmptyValue/boolean',
    says: 'The empty text stands in for a value where the document allows it.',
    operation: { parameters: [{ name: 'q', in: 'query', allowEmptyValue: true, schema: { type: 'boolean' } }] },
    args: { q: '' },
    requests: [{ target: '?q=' }],
  },
];

/** Media types that decide how a value is sent. */
export const MEDIA_CHOICE_CASES: readonly FidelityCase[] = [...PATCHES, ...LINES, ...NEIGHBOURS];
