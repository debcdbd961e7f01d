import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { buildRequest, type JsonSchema, type ToolPlan } from '../../../src/index.ts';
import { planOf } from '../../one-operation.ts';

const schemas = (named: object): object => ({ components: { schemas: named } });
const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const id = { type: 'string', readOnly: true };
const text = { type: 'string' };

const post = (schema: object, named: object = {}): Promise<ToolPlan> =>
  planOf({ requestBody: { content: { 'application/json': { schema } } } }, { method: 'post', rest: schemas(named) });

/** Whether a body is accepted. */
async function accepts(plan: ToolPlan): Promise<(body: unknown) => boolean> {
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(plan.inputSchema);
  return (body) => validate({ body });
}

describe('what only answers have', () => {
  test.each([
    ['beside others', { type: 'object', properties: { id, a: text }, required: ['id', 'a'] }],
    ['where a reference leads', { properties: { id: ref('Id'), a: text }, required: ['id', 'a'] }],
    [
      'in what a property is put together of',
      { properties: { id: { allOf: [ref('Id')] }, a: text }, required: ['id', 'a'] },
    ],
    [
      'in one part of allOf, required by another',
      { allOf: [{ properties: { id } }, { required: ['id', 'a'] }, { properties: { a: text } }] },
    ],
    ['in allOf, required by a definition', { allOf: [ref('Needs'), { properties: { id } }] }],
    ['in a definition, required beside it', { allOf: [ref('Has')], required: ['id', 'a'] }],
    [
      'required by an alternative',
      { properties: { id, a: text }, oneOf: [{ required: ['id', 'a'] }, { required: ['id', 'b'] }] },
    ],
    ['required by an alternative that is a definition', { properties: { id, a: text }, anyOf: [ref('Needs')] }],
    [
      'in an alternative, required by the whole',
      { required: ['id', 'a'], oneOf: [ref('Has'), { properties: { a: text } }] },
    ],
  ])('R25: leaves bodies: %s', async (_where, schema) => {
    const plan = await post(schema, {
      Id: { type: 'string', readOnly: true },
      Needs: { type: 'object', properties: { id: text, a: text }, required: ['id', 'a'] },
      Has: { type: 'object', properties: { id, a: text } },
    });
    const accept = await accepts(plan);
    expect(accept({ a: 'x' })).toBe(true);
    expect(JSON.stringify(plan.inputSchema)).not.toContain('"id"');
  });

  test('R25: leaves them at every level, in lists and maps', async () => {
    const inner = { type: 'object', properties: { id, a: text }, required: ['id', 'a'], additionalProperties: false };
    const plan = await post(
      {
        type: 'object',
        properties: {
          one: inner,
          list: { type: 'array', items: inner },
          map: { additionalProperties: inner },
          either: { oneOf: [inner, { type: 'array', items: ref('Inner') }] },
        },
      },
      { Inner: inner },
    );
    expect(JSON.stringify(plan.inputSchema)).not.toContain('"id"');
    const accept = await accepts(plan);
    const good = { a: 'x' };
    expect(accept({ one: good, list: [good], map: { k: good }, either: [good] })).toBe(true);
    expect(accept({ list: [{ id: '1', a: 'x' }] })).toBe(false);
  });

  test('R25: stays where a condition speaks of it, because the condition would become another one', async () => {
    const accept = await accepts(await post({ properties: { id, a: text }, not: { required: ['id'] } }));
    expect(accept({ a: 'x' })).toBe(true);
  });

  test('R25: stays for requests that have it only to themselves', async () => {
    const plan = await post({ properties: { secret: { type: 'string', writeOnly: true } }, required: ['secret'] });
    expect(plan.inputSchema.properties['body']).toMatchObject({ properties: { secret: text }, required: ['secret'] });
  });

  test('R25: stays a parameter, in a definition that bodies share as well', async () => {
    const version = { type: 'object', properties: { id, a: text }, required: ['id'], additionalProperties: false };
    const plan = await planOf(
      {
        parameters: [
          { name: 'version', in: 'path', required: true, schema: ref('Version') },
          { name: 'filter', in: 'query', style: 'deepObject', schema: { type: 'object', properties: { id } } },
        ],
        requestBody: { content: { 'application/json': { schema: ref('Version') } } },
      },
      { path: '/v/{version}', method: 'post', rest: schemas({ Version: version }) },
    );
    const validate = new Ajv2020({ strict: false }).compile(plan.inputSchema);
    const args = { version: { id: '7' }, filter: { id: '1' }, body: { a: 'x' } };
    expect(validate(args)).toBe(true);
    expect(buildRequest(plan, args).url).toMatch(/\/v\/id,7\?filter(\[|%5B)id(\]|%5D)=1$/);
    expect(validate({ ...args, body: { id: '7' } })).toBe(false);
  });

  test('R25: costs definitions that do not speak of it no second form', async () => {
    const { inputSchema } = await post(
      { allOf: [ref('Other'), { properties: { id, more: ref('Other') } }] },
      { Other: { type: 'object', properties: { a: text } } },
    );
    const definitions: Readonly<Record<string, JsonSchema>> = inputSchema.$defs ?? {};
    expect(Object.keys(definitions)).toEqual(['Other']);
  });
});
