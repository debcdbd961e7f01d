import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { toToolResult, type ToolPlan, type ToolResult } from '../../src/index.ts';
import { structuredContent } from '../../src/response/structured-answer.ts';
import { compileValue, documentOf } from '../one-operation.ts';

const declared = { outputSchema: { type: 'object', properties: {} } } as const;

describe('the structured content of an answer', () => {
  it.each([
    ['an object', '{"a":[1]}', { a: [1] }, { a: [1] }],
    ['an object behind spaces', ' \n{"a":1} ', { a: 1 }, { a: 1 }],
    ['a list', '[1,null]', { items: [1, null] }, undefined],
    ['a text', '"x"', { value: 'x' }, undefined],
    ['null', 'null', { value: null }, undefined],
    ['false', 'false', { value: false }, undefined],
    ['a number that a double would change', '{"id":9007199254740993}', {}, undefined],
    ['what is no JSON', '{"a":', {}, undefined],
    ['nothing', '', {}, undefined],
    ['what is no text or was cut', undefined, {}, undefined],
    ['what nobody could write again', `{"a":${'['.repeat(5_000)}${']'.repeat(5_000)}}`, {}, undefined],
    [
      'brackets in texts',
      JSON.stringify({ a: `\\"${'['.repeat(5_000)}` }),
      { a: `\\"${'['.repeat(5_000)}` },
      { a: `\\"${'['.repeat(5_000)}` },
    ],
  ])('of %s', (_what, text, withSchema, without) => {
    expect(structuredContent(declared, text)).toEqual(withSchema);
    expect(structuredContent({}, text)).toEqual(without);
  });
});

const pet = {
  type: 'object',
  required: ['id', 'name'],
  additionalProperties: false,
  properties: {
    id: { type: 'integer', minimum: 1 },
    name: { type: 'string', minLength: 3, pattern: '^[a-z]+$' },
    kind: { enum: ['cat', 'dog'] },
    born: { type: 'string', format: 'date' },
    owner: { oneOf: [{ type: 'string' }, { $ref: '#/components/schemas/Owner' }] },
  },
};
const Owner = { type: 'object', properties: { pets: { type: 'array', minItems: 1, items: pet } } };

/** Tools whose documents promise much of their answers. */
const promising = {
  'a strict object': pet,
  'a list of them': { type: 'array', items: pet, maxItems: 2 },
  'a whole number': { type: 'integer', maximum: 10 },
  'one of two': { oneOf: [pet, { $ref: '#/components/schemas/Owner' }] },
  'all of two': { allOf: [pet, { $ref: '#/components/schemas/Owner' }] },
  'an object that has items of its own': {
    type: 'object',
    properties: { items: { type: 'boolean' } },
    required: ['items'],
  },
  'what is called like a part of every object': {
    type: 'object',
    properties: { constructor: pet, toString: { const: 1 } },
  },
};

const planFor = async (schema: object): Promise<ToolPlan> => {
  const responses = { 200: { description: '', content: { 'application/json': { schema } } } };
  const document = documentOf({ '/things': { get: { responses } } }, { components: { schemas: { Owner } } });
  const [plan] = (await compileValue(document, { outputSchemas: true })).plans;
  if (!plan?.outputSchema) throw new Error('No output schema');
  return plan;
};

const answered = (plan: ToolPlan, type: string, body: string): ToolResult['structuredContent'] =>
  toToolResult(plan, { status: 200, headers: { 'content-type': type }, body: Buffer.from(body) }).structuredContent;

const settings = { strict: false, validateSchema: false } as const;

/** The validators of the official clients: ajv as their providers set it up, and draft-07 as older ones take schemas. */
const validators = (schema: object): readonly ((value: unknown) => unknown)[] =>
  [new Ajv2020(settings), new Ajv(settings)].map((ajv) => ajv.compile(schema));

describe.each(Object.entries(promising))('the output schema of %s', (_what, schema) => {
  test('R18: accepts every answer', async () => {
    const plan = await planFor(schema);
    const accept = validators(plan.outputSchema ?? {});
    const names = Object.keys(plan.outputSchema?.properties ?? {});
    const accepted = (type: string, body: string): void => {
      const content = answered(plan, type, body);
      expect(accept.map((validate) => validate(content))).toEqual([true, true]);
    };
    fc.assert(
      fc.property(fc.jsonValue(), fc.infiniteStream(fc.jsonValue()), (value, values) => {
        const filled = Object.fromEntries(names.map((name) => [name, values.next().value]));
        for (const answer of [value, filled, [filled]]) accepted('application/json', JSON.stringify(answer));
      }),
      { numRuns: 100 },
    );
    for (const type of ['application/json', 'text/plain', 'image/png']) {
      accepted(type, '{"id":');
      expect(answered(plan, type, '{"id":')).toEqual({});
    }
    accepted('application/json', '');
  });
});
