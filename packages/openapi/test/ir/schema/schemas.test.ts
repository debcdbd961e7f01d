import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { JsonObjectSchema, ToolPlan } from '../../../src/index.ts';
import { planOf } from '../../one-operation.ts';

const body = (schema: unknown, rest: object = {}): Promise<ToolPlan> =>
  planOf({ requestBody: { content: { 'application/json': { schema } } } }, { method: 'post', rest });

const bodySchema = async (schema: unknown, rest: object = {}): Promise<unknown> =>
  (await body(schema, rest)).inputSchema.properties['body'];

const validator = (schema: JsonObjectSchema): ((value: unknown) => unknown) =>
  new Ajv2020({ strict: false, validateFormats: false }).compile(schema);

const schemas = (named: object): object => ({ components: { schemas: named } });

describe('one schema', () => {
  it.each([
    [
      'leaves OpenAPI keywords behind',
      { type: 'string', xml: {}, externalDocs: {}, 'x-a': 1, example: 'e' },
      { type: 'string', examples: ['e'] },
    ],
    [
      'turns nullable into an alternative',
      { type: 'string', nullable: true, description: 'd', enum: ['a', null] },
      { description: 'd', anyOf: [{ type: 'string', enum: ['a'] }, { type: 'null' }] },
    ],
    ['splits type lists', { type: ['string', 'null'] }, { anyOf: [{ type: 'string' }, { type: 'null' }] }],
    [
      'splits several types',
      { type: ['array', 'string'], items: { type: 'integer' } },
      { anyOf: [{ type: 'array', items: { type: 'integer' } }, { type: 'string' }] },
    ],
    [
      'makes exclusive bounds numbers',
      { type: 'integer', minimum: 1, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false },
      { type: 'integer', exclusiveMinimum: 1, maximum: 9 },
    ],
    ['gives every array items', { type: 'array' }, { type: 'array', items: {} }],
    [
      'has no boolean schemas',
      { type: 'object', properties: { a: true, b: false }, additionalProperties: false },
      { type: 'object', properties: { a: {}, b: { not: {} } }, additionalProperties: false },
    ],
    [
      'drops patterns of other dialects',
      { type: 'string', pattern: '(?i)^a$', minLength: -1, maxLength: '3' },
      { type: 'string' },
    ],
    [
      'keeps patterns of JavaScript',
      { type: 'string', pattern: '^\\p{L}+$' },
      { type: 'string', pattern: '^\\p{L}+$' },
    ],
    [
      'lets overlapping alternatives overlap',
      { oneOf: [{ type: 'integer' }, { type: 'number' }] },
      { anyOf: [{ type: 'integer' }, { type: 'number' }] },
    ],
    [
      'lets wide numbers be given as digits',
      { type: 'integer', format: 'int64', minimum: 0, description: 'd', nullable: true },
      {
        description: 'd',
        anyOf: [
          { type: 'integer', format: 'int64', minimum: 0 },
          { type: 'string', pattern: '^-?(?:0|[1-9][0-9]*)$' },
          { type: 'null' },
        ],
      },
    ],
    [
      'knows wide numbers by the name of their type',
      { type: 'long' },
      {
        anyOf: [
          { type: 'integer', format: 'long' },
          { type: 'string', pattern: '^-?(?:0|[1-9][0-9]*)$' },
        ],
      },
    ],
    ['leaves other numbers simple', { type: 'integer', format: 'int32' }, { type: 'integer', format: 'int32' }],
    ['mends names of types', { type: 'file' }, { type: 'string', format: 'binary' }],
    [
      'knows what is meant without a type',
      { properties: { a: { type: 'string' } }, required: ['a', 'a', 1] },
      { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] },
    ],
    [
      'leaves out what only answers have',
      {
        type: 'object',
        properties: { id: { type: 'string', readOnly: true }, n: { type: 'string' } },
        required: ['id', 'n'],
      },
      { type: 'object', properties: { n: { type: 'string' } }, required: ['n'] },
    ],
    [
      'reads tuples',
      { type: 'array', items: [{ type: 'string' }] },
      { type: 'array', prefixItems: [{ type: 'string' }] },
    ],
  ])('%s', async (_title, schema, expected) => {
    expect(await bodySchema(schema)).toEqual(expected);
  });

  it('leaves read-only properties out across allOf', async () => {
    const plan = await body(
      { allOf: [{ $ref: '#/components/schemas/Base' }, { required: ['id', 'name'] }] },
      schemas({
        Base: { type: 'object', properties: { id: { type: 'string', readOnly: true }, name: { type: 'string' } } },
      }),
    );
    expect(validator(plan.inputSchema)({ body: { name: 'x' } })).toBe(true);
    expect(validator(plan.inputSchema)({ body: {} })).toBe(false);
  });
});
