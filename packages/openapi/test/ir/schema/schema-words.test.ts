import { describe, expect, it } from 'vitest';
import { plainText } from '../../../src/ir/words/plain-text.ts';
import { compileValue, documentOf, planOf } from '../../one-operation.ts';

const NAMED = {
  Kind: { type: 'string', description: 'A kind.' },
  Thing: { type: 'object', description: 'A thing.', properties: { id: { type: 'string' } } },
};

async function bodySchema(schema: object, openapi = '3.0.3'): Promise<unknown> {
  const plan = await planOf(
    { requestBody: { content: { 'application/json': { schema } } } },
    { method: 'post', rest: { openapi, components: { schemas: NAMED } } },
  );
  return plan.inputSchema.properties['body'];
}

const property = async (schema: object): Promise<unknown> => {
  const body = (await bodySchema({ type: 'object', properties: { p: schema } })) as { properties: { p: unknown } };
  return body.properties.p;
};

describe('the words of a schema', () => {
  it.each(['Kind', 'Thing'])('beside a reference to %s are without noise, and within bounds', async (name) => {
    const $ref = `#/components/schemas/${name}`;
    expect(await property({ $ref, description: '<p>See [docs](https://x.example).</p>' })).toMatchObject({
      description: 'See docs.',
    });
    const long = (await property({ $ref, description: 'word '.repeat(500) })) as { description: string };
    expect(long.description.length).toBeLessThanOrEqual(300);
  });

  it('are left out where nothing but noise is there', async () => {
    expect(await property({ type: 'string', description: '<p></p>' })).toEqual({ type: 'string' });
  });

  it('know the tags of AWS', () => {
    const text = '<p>Starts it.</p> <note> <p>Once <replaceable>{id}</replaceable> is there.</p> </note>';
    expect(plainText(text, 300)).toBe('Starts it.\n\nOnce {id} is there.');
    expect(plainText('Adds a <note> to it', 300)).toBe('Adds a <note> to it');
  });
});

describe('a schema that is put together of others', () => {
  const $ref = '#/components/schemas/Thing';
  const own = '#/$defs/Thing';

  it.each([
    ['one reference and words', [{ $ref }, { description: 'Its thing.', xml: {} }], { description: 'Its thing.' }],
    ['one reference', [{ $ref }], {}],
    ['words on both sides', [{ $ref }, { description: 'Inner.', title: 'T' }], { description: 'Inner.', title: 'T' }],
  ])('is a reference where it holds %s', async (_what, allOf, words) => {
    expect(await property({ allOf })).toEqual({ $ref: own, ...words });
    expect(await property({ type: 'object', allOf })).toEqual({ $ref: own, ...words });
    expect(await property({ nullable: true, allOf })).toEqual({ ...words, anyOf: [{ $ref: own }, { type: 'null' }] });
  });

  it('keeps its own words', async () => {
    expect(await property({ description: 'Outer.', allOf: [{ $ref }, { description: 'Inner.' }] })).toEqual({
      description: 'Outer.',
      $ref: own,
    });
  });

  it('is a plain schema where only one says something', async () => {
    expect(await property({ allOf: [{ $ref: '#/components/schemas/Kind' }, { default: 'a' }] })).toEqual({
      type: 'string',
      description: 'A kind.',
      default: 'a',
    });
  });

  it('stays as it is where several restrict', async () => {
    const allOf = [{ $ref }, { required: ['id'] }];
    expect(await property({ allOf })).toEqual({ allOf: [{ $ref: own }, { required: ['id'] }] });
    expect(await property({ allOf: [{ $ref }], required: ['id'] })).toEqual({
      allOf: [{ $ref: own }],
      required: ['id'],
    });
  });
});

describe('keywords of another type', () => {
  it('are left out, for they restrict nothing', async () => {
    expect(await property({ type: 'string', uniqueItems: true, maximum: 3, maxLength: 5 })).toEqual({
      type: 'string',
      maxLength: 5,
    });
    expect(await property({ type: 'integer', pattern: 'a', minLength: 1, minimum: 1 })).toEqual({
      type: 'integer',
      minimum: 1,
    });
    expect(await property({ type: 'array', items: {}, uniqueItems: true, minLength: 1 })).toEqual({
      type: 'array',
      items: {},
      uniqueItems: true,
    });
  });
});

describe('the examples of a parameter', () => {
  const schemaOf = async (parameter: object): Promise<unknown> =>
    (await planOf({ parameters: [{ name: 'p', in: 'query', ...parameter }] })).inputSchema.properties['p'];

  it('are each there once', async () => {
    const examples = { one: { value: 'a' }, two: { value: 'a' }, three: { value: 'b' } };
    expect(await schemaOf({ schema: { type: 'string' }, examples })).toEqual({ type: 'string', examples: ['a', 'b'] });
  });

  it('are left out where the values are listed', async () => {
    const schema = { type: 'string', enum: ['a', 'b'] };
    expect(await schemaOf({ schema, example: 'a' })).toEqual(schema);
    expect(await schemaOf({ schema: { ...schema, example: 'a' } })).toEqual(schema);
  });
});

describe('the example of a body', () => {
  it('stands in for a schema that says next to nothing', async () => {
    const bodyOf = async (schema: object): Promise<unknown> => {
      const media = { schema, examples: { one: { value: { id: 1 } } } };
      const plan = await planOf({ requestBody: { content: { 'application/json': media } } }, { method: 'post' });
      return plan.inputSchema.properties['body'];
    };
    expect(await bodyOf({ type: 'object' })).toEqual({ type: 'object', examples: [{ id: 1 }] });
    const telling = { type: 'object', properties: { id: { type: 'integer' } } };
    expect(await bodyOf(telling)).toEqual(telling);
  });
});

describe('a list of values', () => {
  const values = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `value-${index}`);
  const planWith = (list: readonly string[]): ReturnType<typeof compileValue> =>
    compileValue(
      documentOf({
        '/a': {
          get: { parameters: [{ name: 'p', in: 'query', schema: { type: 'string', enum: list } }], responses: {} },
        },
      }),
    );

  it('is whole where it can be read', async () => {
    const { plans, warnings } = await planWith(values(1_000));
    expect(plans[0]?.inputSchema.properties['p']?.enum).toHaveLength(1_000);
    expect(warnings).toEqual([]);
  });

  it('is told in words where it cannot, with a warning', async () => {
    const { plans, warnings } = await planWith(values(100_000));
    expect(plans[0]?.inputSchema.properties['p']).toEqual({
      type: 'string',
      description: 'One of 100000 values.',
      examples: ['value-0', 'value-1', 'value-2'],
    });
    expect(warnings).toMatchObject([{ code: 'enum_cut', pointer: '/paths/~1a/get/parameters/0/schema', line: 1 }]);
  });
});

describe('a default that is written as text', () => {
  it.each([
    ['boolean', 'True', true],
    ['integer', '20', 20],
    ['number', '-1.5', -1.5],
    ['integer', '007', '007'],
    ['string', 'true', 'true'],
  ])('of type %s: %j is %j', async (type, text, expected) => {
    expect(await property({ type, default: text })).toEqual({ type, default: expected });
  });
});
