import { describe, expect, it } from 'vitest';
import type { JsonSchema, ToolPlan } from '../../../src/index.ts';
import { compileValue, documentOf, planOf } from '../../one-operation.ts';

const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const pet = (more: object = {}): object => ({ type: 'object', properties: { kind: { type: 'string' }, ...more } });

const bodyPlan = (schema: object, schemas: object): Promise<ToolPlan> =>
  planOf(
    { requestBody: { content: { 'application/json': { schema } } } },
    { method: 'post', rest: { components: { schemas } } },
  );

async function branches(schema: object, schemas: object): Promise<readonly JsonSchema[]> {
  const body = (await bodyPlan(schema, schemas)).inputSchema.properties['body'];
  return body?.['anyOf'] as readonly JsonSchema[];
}

const KIND = (values: readonly string[]): object => ({ properties: { kind: { type: 'string', enum: values } } });

describe('the alternatives of a discriminator', () => {
  const oneOf = [ref('Cat'), ref('Dog')];
  const schemas = { Cat: pet({ claws: {} }), Dog: pet({ tail: {} }) };

  it.each(['#/components/schemas/Cat', 'Cat'])('say which value the mapping gives them (%s)', async (cat) => {
    const mapping = { cat, kitten: cat, dog: '#/components/schemas/Dog' };
    expect(await branches({ oneOf, discriminator: { propertyName: 'kind', mapping } }, schemas)).toEqual([
      { $ref: '#/$defs/Cat', ...KIND(['cat', 'kitten']) },
      { $ref: '#/$defs/Dog', ...KIND(['dog']) },
    ]);
  });

  it('show the name of the schema where there is no mapping', async () => {
    expect(await branches({ anyOf: oneOf, discriminator: { propertyName: 'kind' } }, schemas)).toEqual([
      { $ref: '#/$defs/Cat', properties: { kind: { type: 'string', examples: ['Cat'] } } },
      { $ref: '#/$defs/Dog', properties: { kind: { type: 'string', examples: ['Dog'] } } },
    ]);
  });

  it('are left alone where they say it themselves, or say something else', async () => {
    const own = {
      Cat: { type: 'object', properties: { kind: { type: 'string', enum: ['CAT'] } } },
      Dog: { allOf: [ref('Animal'), { type: 'object' }] },
      Eel: { type: 'object', properties: { kind: { type: 'integer' } } },
      Animal: { type: 'object', properties: { kind: { enum: ['dog', 'bird'] } } },
    };
    const mapping = { cat: 'Cat', dog: 'Dog', 3: 'Eel' };
    const all = [...oneOf, ref('Eel')];
    expect(await branches({ oneOf: all, discriminator: { propertyName: 'kind', mapping } }, own)).toEqual([
      { $ref: '#/$defs/Cat' },
      { $ref: '#/$defs/Dog', ...KIND(['dog']) },
      { $ref: '#/$defs/Eel' },
    ]);
  });

  it.each([null, 5, 'kind', {}, { propertyName: 5 }, { propertyName: '__proto__', mapping: { a: 5, b: '#/nowhere' } }])(
    'survive %j',
    async (discriminator) => {
      expect(await branches({ oneOf, discriminator }, schemas)).toHaveLength(2);
    },
  );
});

describe('a schema that others build on', () => {
  const description = 'Which one. Known values: "Cat", "Lion", "dog".';

  it('names the values of those that do', async () => {
    const plan = await bodyPlan(ref('Pet'), {
      Pet: {
        type: 'object',
        discriminator: { propertyName: 'kind', mapping: { dog: '#/components/schemas/Dog' } },
        properties: { kind: { type: 'string', description: 'Which one.' }, name: { type: 'string' } },
      },
      Cat: { allOf: [ref('Pet'), { properties: { claws: {} } }] },
      Lion: { allOf: [ref('Cat')] },
      Dog: { allOf: [ref('Pet')] },
      Stone: { allOf: [ref('Thing')] },
      Thing: {},
    });
    expect(plan.inputSchema.$defs?.['Pet']?.['properties']).toMatchObject({ kind: { type: 'string', description } });
  });

  it('does so in Swagger 2.0, where the value may be told apart', async () => {
    const document = documentOf(
      {
        '/a': {
          post: { parameters: [{ name: 'b', in: 'body', schema: { $ref: '#/definitions/Pet' } }], responses: {} },
        },
      },
      {
        openapi: undefined,
        swagger: '2.0',
        definitions: {
          Pet: { type: 'object', discriminator: 'kind', properties: { kind: { type: 'string' } } },
          Cat: { allOf: [{ $ref: '#/definitions/Pet' }], 'x-ms-discriminator-value': '#My.Cat' },
        },
      },
    );
    const { plans } = await compileValue(document);
    expect(plans[0]?.inputSchema.$defs?.['Pet']?.['properties']).toEqual({
      kind: { type: 'string', description: 'Known values: "#My.Cat".' },
    });
  });
});
