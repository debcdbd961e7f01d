// Owns the cases of answers that are not as the document describes them: the client, which checks results against what it was told, takes every one.
import type { FidelityCase, Json } from '../case.ts';
import { answer } from './answer.ts';

const JSON_TYPE = 'application/json';

const OBJECT: Json = {
  type: 'object',
  properties: { id: { type: 'integer' }, name: { type: 'string' } },
  required: ['id', 'name'],
  additionalProperties: false,
};

const WHOLE = (
  [
    ['missing', JSON_TYPE, '{"id":1}', 'a required member is missing'],
    ['type', JSON_TYPE, '{"id":"1","name":2}', 'members have other types'],
    ['null', JSON_TYPE, '{"id":1,"name":null}', 'null stands where none is declared'],
    ['additional', JSON_TYPE, '{"id":1,"name":"x","more":[]}', 'there is more than declared'],
    ['array', JSON_TYPE, '[{"id":1,"name":"x"}]', 'a list comes instead of an object'],
    ['text', 'text/plain', 'all fine', 'text comes instead of JSON'],
    ['html', 'text/html', '{"id":1,"name":"x"}', 'JSON comes under another type'],
    ['broken', JSON_TYPE, '{"id":1,', 'what says it is JSON is none'],
    ['xml', 'application/xml', '<a>1</a>', 'XML comes instead of JSON'],
  ] as const
).map(([kind, type, body, says]) =>
  answer(`off-schema/${kind}`, {
    says: `The client takes the answer although ${says}.`,
    type,
    body,
    schema: OBJECT,
    result: { text: body },
  }),
);

const TEXT: Json = { type: 'string' };

/** A schema of the member `a`, and a value of it that breaks the schema. */
const BROKEN: readonly (readonly [kind: string, schema: Json, value: Json])[] = [
  ['enum', { type: 'string', enum: ['x', 'y'] }, 'new'],
  ['const', { const: 'x' }, 'y'],
  ['format', { type: 'string', format: 'date-time' }, 'yesterday'],
  ['uri', { type: 'string', format: 'uri' }, 'no uri'],
  ['pattern', { type: 'string', pattern: '^[a-z]+$' }, 'A1'],
  ['length', { type: 'string', minLength: 3, maxLength: 4 }, ''],
  ['bounds', { type: 'integer', minimum: 1, maximum: 2 }, 3],
  ['fraction', { type: 'integer' }, 1.5],
  ['items', { type: 'array', items: TEXT, minItems: 3, uniqueItems: true }, [1, 1]],
  ['tuple', { type: 'array', prefixItems: [TEXT], items: false }, [1, 2]],
  ['not-a-list', { type: 'array', items: TEXT }, 'one'],
  ['list', TEXT, ['x']],
  ['one-of-both', { oneOf: [{ type: 'integer' }, { type: 'number' }] }, 1],
  ['one-of-none', { oneOf: [TEXT, { type: 'boolean' }] }, null],
  ['any-of-none', { anyOf: [{ type: 'object', required: ['x'] }, { type: 'array' }] }, {}],
  ['not', { not: { type: 'string' } }, 'x'],
  [
    'all-of',
    {
      allOf: [
        { type: 'object', required: ['b'] },
        { type: 'object', additionalProperties: false },
      ],
    },
    { c: 1 },
  ],
  [
    'nested',
    { type: 'object', properties: { b: { type: 'object', properties: { c: TEXT }, required: ['c', 'd'] } } },
    { b: { c: null } },
  ],
  ['map', { type: 'object', additionalProperties: { type: 'integer' } }, { k: 'v', n: null }],
  ['names', { type: 'object', propertyNames: { pattern: '^x' }, maxProperties: 1 }, { a: 1, b: 2 }],
  ['false', false, 1],
  ['recursive', { $ref: '#/components/schemas/Loop' }, { loop: { loop: { loop: 'broken' } } }],
  [
    'discriminator',
    {
      oneOf: [{ $ref: '#/components/schemas/Loop' }, { $ref: '#/components/schemas/Leaf' }],
      discriminator: { propertyName: 'kind' },
    },
    { kind: 'Tree' },
  ],
  ['write-only', { type: 'object', properties: { secret: { ...TEXT, writeOnly: true } }, required: ['secret'] }, {}],
];

const MEMBERS = BROKEN.map(([kind, schema, value]) => {
  const body = JSON.stringify({ a: value });
  return {
    ...answer(`member/${kind}`, {
      says: `The client takes a member that is not as its schema says (${kind}).`,
      type: JSON_TYPE,
      body,
      schema: { type: 'object', properties: { a: schema }, required: ['a'], additionalProperties: false },
      result: { text: body, structured: { a: value } },
    }),
    components: {
      schemas: {
        Loop: { type: 'object', properties: { loop: { $ref: '#/components/schemas/Loop' } }, required: ['loop'] },
        Leaf: { type: 'object', properties: { kind: { const: 'Leaf' } }, required: ['kind'] },
      },
    },
  };
});

const ROOTS = (
  [
    ['array', { type: 'array', items: { type: 'object', required: ['id'] } }, '[{"id":1},{}]'],
    ['array-object', { type: 'array', items: {} }, '{"message":"no list"}'],
    ['string', TEXT, '"x"'],
    ['string-number', TEXT, '7'],
    [
      'union',
      {
        oneOf: [
          { type: 'object', required: ['a'] },
          { type: 'object', required: ['b'] },
        ],
      },
      '{"c":1}',
    ],
    ['reference', { $ref: '#/components/schemas/Leaf' }, '{"kind":"Root"}'],
    ['nullable', { type: ['object', 'null'], required: ['a'] }, 'null'],
    ['true', true, '{"a":1}'],
  ] as const
).map(([kind, schema, body]) =>
  answer(`root/${kind}`, {
    says: `The client takes an answer whose schema is not a plain object (${kind}).`,
    type: JSON_TYPE,
    body,
    schema,
    result: { text: body },
  }),
);

/** Answers off their schemas. */
export const OFF_SCHEMA_CASES: readonly FidelityCase[] = [...WHOLE, ...MEMBERS, ...ROOTS];
