import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { compileDocument, type CompiledDocument, type JsonObjectSchema, type ToolPlan } from '../../../src/index.ts';
import { compileValue, documentOf, planOf } from '../../one-operation.ts';

const body = (schema: unknown, rest: object = {}): Promise<ToolPlan> =>
  planOf({ requestBody: { content: { 'application/json': { schema } } } }, { method: 'post', rest });

const bodySchema = async (schema: unknown, rest: object = {}): Promise<unknown> =>
  (await body(schema, rest)).inputSchema.properties['body'];

const validator = (schema: JsonObjectSchema): ((value: unknown) => unknown) =>
  new Ajv2020({ strict: false, validateFormats: false }).compile(schema);

const schemas = (named: object): object => ({ components: { schemas: named } });

describe('references', () => {
  it('become local definitions, once each, and leaves stand where they are used', async () => {
    const plan = await body(
      {
        type: 'object',
        properties: {
          a: { $ref: '#/components/schemas/Pet' },
          b: { $ref: '#/components/schemas/Pet' },
          c: { $ref: '#/components/schemas/Colour' },
        },
      },
      schemas({
        Pet: { type: 'object', properties: { owner: { $ref: '#/components/schemas/Owner' } } },
        Owner: { type: 'object', properties: {} },
        Colour: { type: 'string', enum: ['red'] },
        Unused: {},
      }),
    );
    expect(plan.inputSchema.properties['body']).toMatchObject({
      properties: { a: { $ref: '#/$defs/Pet' }, b: { $ref: '#/$defs/Pet' }, c: { type: 'string', enum: ['red'] } },
    });
    expect(Object.keys(plan.inputSchema.$defs ?? {})).toEqual(['Pet', 'Owner']);
  });

  it('may be circular', async () => {
    const plan = await body(
      { $ref: '#/components/schemas/Node' },
      schemas({
        Node: {
          type: 'object',
          properties: {
            next: { $ref: '#/components/schemas/Node' },
            all: { type: 'array', items: { $ref: '#/components/schemas/Node' } },
          },
          additionalProperties: false,
        },
      }),
    );
    expect(validator(plan.inputSchema)({ body: { next: { next: {}, all: [{}] } } })).toBe(true);
    expect(validator(plan.inputSchema)({ body: { next: { wrong: 1 } } })).toBe(false);
  });

  it('that circle through alternatives and subtypes end', async () => {
    const plan = await body(
      { $ref: '#/components/schemas/Pet' },
      schemas({
        Pet: {
          type: 'object',
          properties: { kind: { type: 'string' } },
          required: ['kind'],
          oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
        },
        Cat: {
          allOf: [{ $ref: '#/components/schemas/Pet' }, { type: 'object', properties: { lives: { type: 'integer' } } }],
        },
        Dog: { allOf: [{ $ref: '#/components/schemas/Pet' }] },
        Me: { allOf: [{ $ref: '#/components/schemas/Me' }] },
      }),
    );
    expect(validator(plan.inputSchema)({ body: { kind: 'cat', lives: 9 } })).toBe(true);
    expect(validator(plan.inputSchema)({ body: { lives: 9 } })).toBe(false);
    const me = await body(
      { $ref: '#/components/schemas/Me' },
      schemas({ Me: { allOf: [{ $ref: '#/components/schemas/Me' }] } }),
    );
    expect(validator(me.inputSchema)({ body: 1 })).toBe(true);
  });

  it('that lead nowhere, out of the document or back to themselves accept anything and are named', async () => {
    const compiled = await compileOne(
      {
        properties: {
          a: { $ref: '#/components/schemas/Missing' },
          b: { $ref: 'https://example.com/x.json#/X' },
          c: { $ref: '#/components/schemas/Loop' },
        },
      },
      schemas({ Loop: { $ref: '#/components/schemas/Loop2' }, Loop2: { $ref: '#/components/schemas/Loop' } }),
    );
    expect(compiled.plans[0]?.inputSchema.properties['body']).toMatchObject({ properties: { a: {}, b: {}, c: {} } });
    const at = '/paths/~1things/post/requestBody/content/application~1json/schema/properties';
    expect(compiled.warnings.map(({ code, pointer }) => [code, pointer])).toEqual([
      ['reference_unresolved', `${at}/a`],
      ['reference_external', `${at}/b`],
      ['reference_circular', `${at}/c`],
    ]);
    expect(compiled.warnings[1]?.message).toContain('externalRefs');
  });

  it('keep words beside them, and in 3.1 their rules too', async () => {
    const named = schemas({ A: { type: 'object', properties: {} } });
    expect(await bodySchema({ $ref: '#/components/schemas/A', description: 'd', minProperties: 1 }, named)).toEqual({
      $ref: '#/$defs/A',
      description: 'd',
      minProperties: 1,
    });
    expect(
      await bodySchema(
        { $ref: '#/components/schemas/A', description: 'd', minProperties: 1 },
        { ...named, openapi: '3.0.3' },
      ),
    ).toEqual({ $ref: '#/$defs/A', description: 'd' });
  });

  it('are cut where the definitions of one tool grow too large', async () => {
    const named = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [
        `S${index}`,
        {
          type: 'object',
          properties: {
            next: { $ref: `#/components/schemas/S${index + 1}` },
            text: { type: 'string', description: 'x'.repeat(900) },
          },
        },
      ]),
    );
    const plan = await body(
      { $ref: '#/components/schemas/S0' },
      schemas({ ...named, S300: { type: 'object', properties: {} } }),
    );
    expect(JSON.stringify(plan.inputSchema).length).toBeLessThan(110_000);
    expect(validator(plan.inputSchema)({ body: { next: { text: 'x' } } })).toBe(true);
    expect(Object.values(plan.inputSchema.$defs ?? {}).at(-1)?.['description']).toContain('left out');
  });
});

describe('deep documents', () => {
  const levels = (open: string, close: string): string => open.repeat(10_000) + '{}' + close.repeat(10_000);
  const wrap = (schema: string, named = ''): string =>
    `{"openapi":"3.0.0","info":{"title":"t","version":"1"},"components":{"schemas":{${named}}},"paths":{"/a":{"post":{"responses":{},"requestBody":{"content":{"application/json":{"schema":${schema}}}}}}}}`;

  it.each([
    ['schemas', levels('{"type":"object","properties":{"a":', '}}'), ['server_missing', 'schema_too_deep']],
    ['lists', levels('{"type":"array","items":', '}'), ['server_missing', 'schema_too_deep']],
    [
      'values',
      `{"default":${levels('{"a":', '}')},"example":${levels('[', ']')},"enum":[${levels('[', ']')}]}`,
      ['server_missing'],
    ],
    ['junk', `{"type":${levels('[', ']')}}`, ['schema_type_unknown', 'server_missing']],
  ])('of 10,000 levels of %s do not overflow', async (_title, schema, codes) => {
    const compiled = await compileDocument({ text: wrap(schema) });
    expect(compiled.plans).toHaveLength(1);
    expect(compiled.warnings.map((warning) => warning.code).toSorted()).toEqual(codes.toSorted());
    validator(compiled.plans[0]!.inputSchema);
  });

  it('of 10,000 references in a row do not overflow', async () => {
    const named = Array.from(
      { length: 10_000 },
      (_, index) => `"S${index}":{"allOf":[{"$ref":"#/components/schemas/S${index + 1}"}]}`,
    );
    const compiled = await compileDocument({
      text: wrap('{"$ref":"#/components/schemas/S0"}', `${named.join(',')},"S10000":{"type":"object","properties":{}}`),
    });
    expect(JSON.stringify(compiled.plans).length).toBeLessThan(500_000);
  });
});

function compileOne(schema: unknown, rest: object): Promise<CompiledDocument> {
  return compileValue(
    documentOf(
      { '/things': { post: { responses: {}, requestBody: { content: { 'application/json': { schema } } } } } },
      rest,
    ),
  );
}
