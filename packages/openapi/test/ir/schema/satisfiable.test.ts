import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import type { ToolPlan } from '../../../src/index.ts';
import { compileValue, documentOf, planOf } from '../../one-operation.ts';

const body = (schema: unknown, schemas: object = {}): Promise<ToolPlan> =>
  planOf(
    { requestBody: { content: { 'application/json': { schema } } } },
    { method: 'post', rest: { components: { schemas } } },
  );

const takes = ({ inputSchema }: ToolPlan, value: unknown): boolean =>
  new Ajv2020({ strict: false, validateFormats: false }).compile(inputSchema)({ body: value });

describe('what a document contradicts itself in', () => {
  test.each<[string, object, readonly unknown[], readonly unknown[]]>([
    [
      'an enum of a list means its items',
      { type: 'array', enum: ['a', 'b'], items: { type: 'string' } },
      [['a'], ['a', 'b']],
      [['c'], 'a'],
    ],
    ['texts of numbers are numbers, too', { type: 'integer', enum: ['1', '2'] }, [1, '2'], [3, '3']],
    ['numbers are texts, too', { type: 'string', enum: [1, 2] }, ['1', 2], [3, '3']],
    ['texts of truths are truths, too', { type: 'boolean', enum: ['true'] }, [true, 'true'], [false, 'no']],
    ['other values stand beside the type', { type: 'integer', enum: ['BASIC'] }, [7, 'BASIC'], ['FULL']],
  ])('%s', async (_, schema, good, bad) => {
    const plan = await body(schema);
    expect(good.map((value) => takes(plan, value))).toEqual(good.map(() => true));
    expect(bad.map((value) => takes(plan, value))).toEqual(bad.map(() => false));
  });

  test.each<[string, object]>([
    [
      'beside allOf',
      {
        type: 'object',
        additionalProperties: false,
        properties: { a: {} },
        allOf: [{ $ref: '#/components/schemas/Base' }],
      },
    ],
    [
      'in a branch of allOf',
      { allOf: [{ $ref: '#/components/schemas/Closed' }, { type: 'object', properties: { a: {} } }] },
    ],
    [
      'beside alternatives',
      { type: 'object', additionalProperties: false, anyOf: [{ $ref: '#/components/schemas/Base' }] },
    ],
    ['against what it requires', { type: 'object', additionalProperties: false, properties: {}, required: ['a', 'b'] }],
  ])('an object that is closed %s is open', async (_, schema) => {
    const named = { type: 'object', properties: { b: { type: 'string' } } };
    const plan = await body(
      { $ref: '#/components/schemas/Body' },
      { Body: schema, Base: named, Closed: { ...named, additionalProperties: false } },
    );
    expect(takes(plan, { a: 1, b: 'x' })).toBe(true);
  });

  test('a closed object without such needs stays closed', async () => {
    const plan = await body({ type: 'object', additionalProperties: false, properties: { a: {} }, required: ['a'] });
    expect([takes(plan, { a: 1 }), takes(plan, { a: 1, b: 1 })]).toEqual([true, false]);
  });

  test('bounds that JSON readers round, and multiples of fractions, refuse nothing', async () => {
    const limits =
      '{"type":"number","maximum":9223372036854775807,"exclusiveMinimum":-9223372036854775808,"multipleOf":0.01}';
    const text = JSON.stringify(
      documentOf({ '/a': { post: { requestBody: { content: { 'application/json': { schema: 0 } } } } } }),
    );
    const document = JSON.parse(text.replace('"schema":0', `"schema":${limits}`)) as object;
    const plan = (await compileValue(document)).plans[0]!;
    expect(plan.inputSchema.properties['body']).toEqual({ type: 'number' });
    expect(
      (await body({ type: 'integer', minimum: 1, maximum: 9007199254740991, multipleOf: 5 })).inputSchema.properties[
        'body'
      ],
    ).toEqual({
      type: 'integer',
      minimum: 1,
      maximum: 9007199254740991,
      multipleOf: 5,
    });
  });
});

describe('definitions that are too large for one tool', () => {
  const large = (count: number, words: number): object =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `S${index}`,
        {
          type: 'object',
          description: 'x'.repeat(words),
          properties: { description: { type: 'string', title: 'y'.repeat(words) } },
        },
      ]),
    );
  const all = (count: number): object => ({
    type: 'object',
    properties: Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`p${index}`, { $ref: `#/components/schemas/S${index}` }]),
    ),
  });

  test('lose their words first, the farthest before the nearest, and no rule', async () => {
    const { inputSchema } = await body(all(300), large(300, 280));
    const definitions = Object.values(inputSchema.$defs ?? {});
    expect(definitions.length).toBe(300);
    expect(definitions[0]?.['description']).toBeDefined();
    expect(definitions.at(-1)).toEqual({ type: 'object', properties: { description: { type: 'string' } } });
    expect(JSON.stringify(inputSchema).length).toBeLessThan(200_000);
  });

  test('are left out where even that does not fit, which is one warning for each tool', async () => {
    const paths = { '/a': { post: { requestBody: { content: { 'application/json': { schema: all(4_000) } } } } } };
    const { plans, warnings } = await compileValue(documentOf(paths, { components: { schemas: large(4_000, 10) } }));
    expect(JSON.stringify(plans[0]?.inputSchema.$defs).length).toBeLessThan(450_000);
    expect(warnings).toMatchObject([
      {
        code: 'definitions_cut',
        pointer: '/paths/~1a/post',
        message: expect.stringMatching(/post_a .* S\d+, .* and \d+ more/),
      },
    ]);
  });
});
