import { describe, expect, it } from 'vitest';
import { buildRequest, type RequestContext, type ToolPlan } from '../../src/index.ts';
import { planOf } from '../one-operation.ts';

const keyIn = (where: string): Promise<ToolPlan> =>
  planOf(
    { parameters: [{ name: 'X-Key', in: where, required: true, schema: { type: 'string' } }] },
    {
      rest: {
        security: [{ key: [] }],
        components: { securitySchemes: { key: { type: 'apiKey', in: where, name: 'X-Key' } } },
      },
    },
  );

const HELD: RequestContext = { credentials: { key: 'held' } };

describe('a parameter that is a credential as well', () => {
  it.each(['header', 'query', 'cookie'])('need not be given in the %s', async (where) => {
    const plan = await keyIn(where);
    expect(plan.inputSchema).not.toHaveProperty('required');
    const { url, headers } = buildRequest(plan, {}, HELD);
    expect(`${url} ${JSON.stringify(headers)}`).toContain('held');
  });

  it.each(['header', 'query', 'cookie'])('is sent once in the %s: what is held wins', async (where) => {
    const { url, headers } = buildRequest(await keyIn(where), { 'X-Key': 'given' }, HELD);
    expect(`${url} ${JSON.stringify(headers)}`).toContain('held');
    expect(`${url} ${JSON.stringify(headers)}`).not.toContain('given');
  });

  it('is needed where the credential is another one', async () => {
    const other = { name: 'X-Key', in: 'query', required: true, schema: { type: 'string' } };
    const schemes = { key: { type: 'apiKey', in: 'header', name: 'X-Key' } };
    const plan = await planOf(
      { parameters: [other], security: [{ key: [] }] },
      { rest: { components: { securitySchemes: schemes } } },
    );
    expect(plan.inputSchema.required).toEqual(['X-Key']);
  });
});

describe('a header called Cookie', () => {
  it('is sent together with the cookie parameters', async () => {
    const plan = await planOf({
      parameters: [
        { name: 'Cookie', in: 'header', schema: { type: 'string' } },
        { name: 'a', in: 'cookie', schema: { type: 'string' } },
      ],
    });
    expect(buildRequest(plan, { Cookie: 'q=1', a: 'b' }).headers).toEqual({ accept: '*/*', cookie: 'q=1; a=b' });
  });
});

describe('a parameter in XML', () => {
  const item = {
    type: 'object',
    properties: { id: { type: 'integer', xml: { attribute: true } }, note: { type: 'string' } },
  };

  it.each(['query', 'header', 'cookie', 'path'])('is written from an object in the %s', async (where) => {
    const parameter = { name: 'item', in: where, required: true, content: { 'application/xml': { schema: item } } };
    const plan = await planOf({ parameters: [parameter] }, { path: where === 'path' ? '/things/{item}' : '/things' });
    const written = '<item id="7"><note>a&lt;b</note></item>';
    const { url, headers } = buildRequest(plan, { item: { id: 7, note: 'a<b' } });
    expect(decodeURIComponent(`${url} ${headers['item'] ?? ''} ${headers['cookie'] ?? ''}`)).toContain(written);
    const text = buildRequest(plan, { item: '<item/>' });
    expect(decodeURIComponent(`${text.url} ${JSON.stringify(text.headers)}`)).toContain('<item/>');
    expect(plan.inputSchema.properties['item']?.anyOf).toHaveLength(2);
  });
});

describe('allowEmptyValue', () => {
  const schemaOf = async (schema: object, rest: object = { allowEmptyValue: true }): Promise<unknown> =>
    (await planOf({ parameters: [{ name: 'p', in: 'query', schema, ...rest }] })).inputSchema.properties['p'];
  const EMPTY = { type: 'string', pattern: '^$', description: 'Empty.' };

  it.each([
    { type: 'boolean' },
    { type: 'integer' },
    { type: 'string', enum: ['a'] },
    { type: 'string', minLength: 1 },
  ])('lets the empty text stand in for %j', async (schema) => {
    expect(await schemaOf(schema)).toEqual({ anyOf: [schema, EMPTY] });
    expect(await schemaOf(schema, {})).toEqual(schema);
    expect(await schemaOf(schema, { in: 'header', allowEmptyValue: true })).toEqual(schema);
  });

  it('changes nothing where the empty text fits anyway', async () => {
    for (const schema of [{ type: 'string' }, {}]) expect(await schemaOf(schema)).toEqual(schema);
  });

  it('is sent as a name without a value, and numbers as text stay numbers', async () => {
    const plan = await planOf({
      parameters: [{ name: 'p', in: 'query', allowEmptyValue: true, schema: { type: 'integer' } }],
    });
    expect(buildRequest(plan, { p: '' }).url).toMatch(/\?p=$/);
    expect(buildRequest(plan, { p: '5' }).url).toMatch(/\?p=5$/);
  });
});
