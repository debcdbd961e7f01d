import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildRequest, type ToolPlan } from '../../../src/index.ts';
import { argumentsToCheck, normalizeArguments } from '../../../src/request/arguments/normalize-arguments.ts';
import { planOf } from '../../one-operation.ts';

const bodyPlan = (schema: object, rest: object = {}): Promise<ToolPlan> =>
  planOf({ requestBody: { content: { 'application/json': { schema } } } }, { method: 'post', rest });

const OBJECT = { type: 'object', properties: { n: { type: 'integer' }, s: { type: 'string' } } };

describe('R11: a structure that is given as text', () => {
  it.each([
    ['an object', OBJECT, '{"n":1,"s":"[1]"}', { n: 1, s: '[1]' }],
    ['a list', { type: 'array', items: OBJECT }, ' [{"n":1}]', [{ n: 1 }]],
    ['a nullable object', { ...OBJECT, nullable: true }, '{"n":1}', { n: 1 }],
    ['one of several objects', { oneOf: [OBJECT, { type: 'array' }] }, '{"n":1}', { n: 1 }],
    ['what allOf makes an object', { allOf: [OBJECT, { required: ['n'] }] }, '{"n":1}', { n: 1 }],
    [
      'a member',
      { type: 'object', properties: { inner: OBJECT }, required: ['inner'] },
      { inner: '{"n":1}' },
      { inner: { n: 1 } },
    ],
    ['an item', { type: 'array', items: OBJECT }, ['{"n":1}', { n: 2 }], [{ n: 1 }, { n: 2 }]],
    ['an additional member', { type: 'object', additionalProperties: OBJECT }, { a: '{}' }, { a: {} }],
  ])('is accepted for %s', async (_title, schema, body, expected) => {
    const plan = await bodyPlan(schema);
    expect(normalizeArguments(plan, { body })).toEqual({ body: expected });
    expect(buildRequest(plan, { body }).body).toBe(JSON.stringify(expected));
  });

  it.each([
    ['a string', { type: 'string' }, '{"n":1}'],
    ['a string or an object', { anyOf: [{ type: 'string' }, OBJECT] }, '{"n":1}'],
    ['anything', {}, '[1]'],
    ['a text of several', { type: 'string', enum: ['{}', '[]'] }, '{}'],
    ['a member that is a string', { type: 'object', properties: { s: { type: 'string' } } }, { s: '{"a":1}' }],
    ['a member nobody describes', { type: 'object' }, { s: '{"a":1}' }],
    ['an object, and the text holds a list', OBJECT, '[1]'],
    ['an object, and the text is cut off', OBJECT, '{"n":'],
    ['an object, and the text holds a string', OBJECT, '"{}"'],
  ])('is left alone where the schema wants %s', async (_title, schema, body) => {
    const args = { body };
    expect(normalizeArguments(await bodyPlan(schema), args)).toBe(args);
  });

  it('is accepted for parameters, by reference too', async () => {
    const plan = await planOf(
      {
        parameters: [
          { name: 'filter', in: 'query', style: 'deepObject', schema: { $ref: '#/components/schemas/Filter' } },
          { name: 'ids', in: 'query', explode: false, schema: { type: 'array', items: { type: 'string' } } },
          { name: 'text', in: 'query', schema: { type: 'string' } },
        ],
      },
      { rest: { components: { schemas: { Filter: OBJECT } } } },
    );
    const { url } = buildRequest(plan, { filter: '{"n":1}', ids: '["1","2"]', text: '["1"]' });
    expect(decodeURIComponent(new URL(url).search)).toBe('?filter[n]=1&ids=1,2&text=["1"]');
  });

  it('keeps numbers that a double would round', async () => {
    const plan = await bodyPlan({
      type: 'object',
      properties: { id: { type: 'integer', format: 'int64' }, n: { type: 'number' } },
    });
    const body = '{"id":9007199254740993,"n":1.5}';
    expect(normalizeArguments(plan, { body })).toEqual({ body: { id: '9007199254740993', n: 1.5 } });
    for (const text of [body, '{"n":1e400}']) expect(buildRequest(plan, { body: text }).body).toBe(text);
  });
});

describe('a number that is given as text', () => {
  it('becomes the number if no digit changes', async () => {
    const plan = await bodyPlan({ type: 'array', items: { type: 'number' } });
    expect(
      normalizeArguments(plan, { body: ['1', '-2.5', '1.0', '1e3', '', 'x', 'NaN', '12345678901234567890'] }),
    ).toEqual({ body: [1, -2.5, '1.0', '1e3', '', 'x', 'NaN', '12345678901234567890'] });
  });
});

describe('digits where a schema says no more than number', () => {
  const schema = {
    type: 'object',
    properties: { id: { type: 'integer' }, price: { type: 'number' }, text: { type: 'string' }, free: {} },
  };
  const exact = { id: '9007199254740993', price: '0.12345678901234567890123', text: '9007199254740993', free: '1' };

  it('R9: are sent as they are, and checked as the nearest number', async () => {
    const plan = await bodyPlan(schema);
    for (const body of [exact, JSON.stringify({ ...exact, id: 0 }).replace('0,', `${exact.id},`)]) {
      const given = normalizeArguments(plan, { body });
      expect(argumentsToCheck(plan, given)).toEqual({ body: { ...exact, id: 2 ** 53, price: 0.12345678901234568 } });
      expect(buildRequest(plan, given).body).toBe(
        `{"id":${exact.id},"price":${exact.price},"text":"${exact.text}","free":"1"}`,
      );
    }
  });

  it('stay what they are where they are no number', async () => {
    const plan = await bodyPlan(schema);
    const body = { id: 'x', price: '', text: '1', free: '2' };
    expect(argumentsToCheck(plan, { body })).toEqual({ body });
  });

  it('stay text where the schema knows them as an alternative', async () => {
    const plan = await bodyPlan({ type: 'integer', format: 'int64' });
    expect(argumentsToCheck(plan, { body: exact.id })).toEqual({ body: exact.id });
  });
});

describe('normalizing', () => {
  it('twice is normalizing once, for whatever is given', async () => {
    const plan = await bodyPlan(
      { $ref: '#/components/schemas/Node' },
      {
        components: {
          schemas: {
            Node: {
              type: 'object',
              properties: { child: { $ref: '#/components/schemas/Node' }, id: { type: 'integer', format: 'int64' } },
              additionalProperties: { type: 'array', items: { $ref: '#/components/schemas/Node' } },
            },
          },
        },
      },
    );
    const node = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.jsonValue({ maxDepth: 1 }),
        fc.record({ child: tie('value'), id: fc.oneof(fc.integer(), fc.bigInt().map(String)), list: tie('value') }),
        tie('value').map((value) => JSON.stringify(value)),
      ),
    })).value;
    fc.assert(
      fc.property(node, (body) => {
        const once = normalizeArguments(plan, { body });
        expect(normalizeArguments(plan, once)).toEqual(once);
      }),
    );
  });

  it('bears arguments of any depth', async () => {
    const plan = await bodyPlan({ type: 'array', items: { type: 'array' } });
    const text = '['.repeat(200_000) + ']'.repeat(200_000);
    expect(normalizeArguments(plan, { body: text })).toBeDefined();
    expect(normalizeArguments(plan, { body: JSON.parse(text) as unknown })).toBeDefined();
  });
});
