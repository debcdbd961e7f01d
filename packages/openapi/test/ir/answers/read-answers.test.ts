import { describe, expect, it, test } from 'vitest';
import type { ToolPlan } from '../../../src/index.ts';
import { compileValue, documentOf } from '../../one-operation.ts';

async function outputOf(responses: object, rest: object = {}): Promise<ToolPlan['outputSchema']> {
  const document = documentOf({ '/things': { get: { responses } } }, rest);
  return (await compileValue(document, { outputSchemas: true })).plans[0]?.outputSchema;
}

const json = (schema: unknown, type = 'application/json'): object => ({
  description: '',
  content: { [type]: { schema } },
});

const pet = {
  type: 'object',
  description: 'A pet',
  required: ['id', 'name'],
  additionalProperties: false,
  properties: {
    id: { type: 'integer', format: 'int64', readOnly: true },
    name: { type: 'string', description: 'What it is **called**', minLength: 1 },
    kind: { type: 'string', enum: ['cat', 'dog', null], nullable: true },
    password: { type: 'string', writeOnly: true },
    owner: { $ref: '#/components/schemas/Owner' },
  },
};
const Owner = {
  type: ['object', 'null'],
  properties: { pets: { type: 'array', items: { $ref: '#/components/schemas/Pet' } } },
};
const rest = { components: { schemas: { Pet: pet, Owner } } };

describe('the output schema', () => {
  test('R25: tells names, types, formats and values in words, restricts nothing below the root, and has no writeOnly property', async () => {
    const schema = await outputOf({ 200: json({ $ref: '#/components/schemas/Pet' }) }, rest);
    expect(schema).toMatchObject({
      type: 'object',
      properties: {
        id: { description: 'integer (int64)' },
        name: { description: 'string. What it is called' },
        kind: { description: 'string or null: "cat", "dog"' },
        owner: {
          description: 'object or null',
          properties: { pets: { description: 'array', items: { properties: {} } } },
        },
      },
    });
    expect(schema?.properties).not.toHaveProperty('password');
    const { type: _root, ...below } = schema ?? {};
    expect(JSON.stringify(below)).not.toMatch(
      /"(type|enum|const|required|format|minLength|additionalProperties|anyOf|allOf|oneOf|not|\$ref)":/,
    );
  });

  it('puts a list under items, and any other value under value', async () => {
    expect(
      (await outputOf({ 200: json({ type: 'array', items: { $ref: '#/components/schemas/Pet' } }) }, rest))?.properties,
    ).toMatchObject({
      items: { description: 'array', items: { description: 'object. A pet', properties: { name: {} } } },
    });
    expect((await outputOf({ 200: json({ type: 'string' }) }))?.properties).toEqual({
      value: { description: 'string' },
    });
    expect(
      (await outputOf({ 200: json({ oneOf: [{ type: 'array' }, { properties: { a: {} } }] }) }))?.properties,
    ).toEqual({
      a: { description: 'any value' },
      items: { description: 'array' },
    });
  });

  it.each([
    ['every success', { 200: json({ properties: { a: {} } }), 201: json({ properties: { b: {} } }) }, ['a', 'b']],
    ['a range', { '2XX': json({ properties: { a: {} } }), 400: json({ properties: { e: {} } }) }, ['a']],
    ['default where there is no success', { default: json({ properties: { d: {} } }), 404: json({}) }, ['d']],
    [
      'no default where there is one',
      { 204: { description: '' }, default: json({ properties: { d: {} } }) },
      undefined,
    ],
    ['types that end in +json', { 200: json({ properties: { a: {} } }, 'application/hal+json; charset=utf-8') }, ['a']],
    ['no other types', { 200: json({ properties: { a: {} } }, 'text/csv') }, undefined],
    [
      'all parts of allOf and all alternatives',
      {
        200: json({
          allOf: [{ properties: { a: {} } }, { anyOf: [{ properties: { b: {} } }, { properties: { c: {} } }] }],
        }),
      },
      ['a', 'b', 'c'],
    ],
    ['nothing of what nothing is known of', { 200: json({}) }, undefined],
    ['nothing of broken responses', { 200: { $ref: '#/nowhere' }, 201: 7 }, undefined],
  ])('speaks of %s', async (_what, responses, expected) => {
    const properties = (await outputOf(responses))?.properties;
    expect(properties && Object.keys(properties)).toEqual(expected);
  });

  it('is bounded, whatever the document: wide, deep and circular', async () => {
    const wide = Object.fromEntries(
      Array.from({ length: 5_000 }, (_, index) => [`property${index}`, { description: 'x'.repeat(500) }]),
    );
    const tree = {
      properties: Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [name, { $ref: '#/components/schemas/Tree' }])),
    };
    const named = {
      components: {
        schemas: { Tree: tree, Wide: { properties: wide }, Self: { allOf: [{ $ref: '#/components/schemas/Self' }] } },
      },
    };
    for (const name of ['Tree', 'Wide', 'Self']) {
      const schema = await outputOf({ 200: json({ $ref: `#/components/schemas/${name}` }) }, named);
      expect(JSON.stringify(schema ?? {}).length).toBeLessThan(5_000);
    }
  });

  it('is only there where it is asked for', async () => {
    const { plans } = await compileValue(documentOf({ '/a': { get: { responses: { 200: json(pet) } } } }));
    expect(plans[0]).not.toHaveProperty('outputSchema');
  });
});
