import { compileDocument, type ToolPlan } from '@mcpm/openapi';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { checkCall } from '../src/check/check-call.ts';
import { samplePattern } from '../src/check/sample-pattern.ts';
import { NOTHING, sampleValue } from '../src/check/sample-value.ts';
import { corpusDocument } from '../src/index.ts';

const { plans } = await compileDocument({ file: corpusDocument('swagger2').file });
const validate = (schema: unknown) => new Ajv2020({ strict: false, validateFormats: false }).compile(schema as object);

function call(plan: ToolPlan): ReturnType<typeof checkCall> {
  return checkCall(plan, validate(plan.inputSchema));
}

describe('samplePattern', () => {
  test.each([
    '^[a-z]{3}$',
    String.raw`^arn:aws(-cn)?:iam::\d{12}:role/.+$`,
    String.raw`[\p{L}\p{Z}]*`,
    '^(foo|bar)+?baz?$',
    String.raw`^\x41\u0042\.\w\s\S$`,
    '^[^<>&]+$',
    '^(?:a|(?<name>b)){2,5}$',
    '',
  ])('%j is matched by its sample', (pattern) => {
    expect(samplePattern(pattern)).toMatch(new RegExp(pattern, 'u'));
  });

  test.each(['(?=a)b', String.raw`^(a)\1$`, 'a{5000}'])('%j has no sample', (pattern) => {
    expect(samplePattern(pattern)).toBeUndefined();
  });
});

describe('sampleValue', () => {
  const Node = {
    type: 'object',
    properties: {
      next: { anyOf: [{ $ref: '#/$defs/Node' }, { type: 'null' }] },
      kids: { type: 'array', items: { $ref: '#/$defs/Node' } },
    },
    required: ['next', 'kids'],
  };
  test.each<[string, object]>([
    ['a tree without end', { $ref: '#/$defs/Node' }],
    [
      'parts that add up',
      { allOf: [{ properties: { a: { type: 'integer', minimum: 3 } } }, { required: ['a', 'b'] }] },
    ],
    ['bounds', { type: 'number', exclusiveMinimum: 2, maximum: 3, multipleOf: 3 }],
    ['lengths', { type: 'string', minLength: 20, maxLength: 20, pattern: '^[0-9]+$' }],
    [
      'different items',
      { type: 'array', minItems: 3, uniqueItems: true, items: { type: 'string', enum: ['a', 'b', 'c'] } },
    ],
    ['many properties', { type: 'object', minProperties: 3, additionalProperties: { type: 'boolean' } }],
    [
      'the alternative that is possible',
      { type: 'array', items: {}, anyOf: [{ type: 'object' }, { type: 'array', minItems: 2 }] },
    ],
  ])('makes a value for %s', (_, schema) => {
    const whole = { ...schema, $defs: { Node } };
    const value = sampleValue(whole, { Node });
    expect(value).not.toBe(NOTHING);
    expect(validate(whole)(value)).toBe(true);
  });

  test('finds nothing where nothing can be', () => {
    expect(sampleValue({ type: 'string', allOf: [{ type: 'object' }] }, {})).toBe(NOTHING);
    expect(sampleValue({ type: 'integer', minimum: 3, maximum: 2 }, {})).toBe(NOTHING);
  });
});

describe('checkCall', () => {
  test('every tool of the petstore can be called', () => {
    expect(plans.map((plan) => call(plan))).toEqual(plans.map(() => ({ tried: true, flaws: [] })));
  });

  test('a schema that no value fits, and a request that cannot be made, are flaws', () => {
    const plan = plans.find(({ request }) => request.parameters.some((one) => one.in === 'path'))!;
    const closed = {
      ...plan.inputSchema,
      properties: { ...plan.inputSchema.properties, extra: { not: {} } },
      required: ['extra'],
    };
    expect(call({ ...plan, inputSchema: closed }).flaws).toMatchObject([
      { rule: 'a value made from the schema does not fit it: not' },
    ]);
    const empty = { ...plan.inputSchema, required: [] };
    expect(call({ ...plan, inputSchema: empty }).flaws).toMatchObject([
      { rule: expect.stringMatching(/^a call is refused: .*missing/) },
    ]);
  });
});
