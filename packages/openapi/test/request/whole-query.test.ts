import { describe, expect, it } from 'vitest';
import { buildRequest } from '../../src/index.ts';
import { compileValue, documentOf } from '../one-operation.ts';

/** The query that a parameter described by `content` becomes. */
async function send(where: string, content: object, value: unknown): Promise<string> {
  const parameters = [{ name: 'q', in: where, content }];
  const { plans, warnings } = await compileValue(
    documentOf({ '/x': { get: { parameters, responses: {} } } }, { openapi: '3.2.0' }),
  );
  expect(warnings).toEqual([]);
  return buildRequest(plans[0]!, { q: value }).url.slice('https://api.example.com/v1/x'.length);
}

const FORM = 'application/x-www-form-urlencoded';

describe('a parameter that is the whole query (OpenAPI 3.2.1 §4.12.8, the examples)', () => {
  const schema = { type: 'object', properties: { foo: { type: 'string' }, bar: { type: 'boolean' } } };

  it.each([
    [FORM, schema, { foo: 'a + b', bar: true }, '?foo=a+%2B+b&bar=true'],
    ['application/json', {}, { numbers: [1, 2], flag: null }, '?%7B%22numbers%22%3A%5B1%2C2%5D%2C%22flag%22%3Anull%7D'],
    ['application/jsonpath', { type: 'string' }, '$.a.b[1:1]', '?%24.a.b%5B1%3A1%5D'],
    ['text/plain', { type: 'string' }, 'a=b&c', '?a%3Db%26c'],
    [FORM, {}, 'a=b&c=d+e', '?a=b&c=d+e'],
    [FORM, {}, {}, ''],
  ])('as %s with the schema %j given %j is sent as %s', async (mediaType, described, value, sent) => {
    expect(await send('querystring', { [mediaType]: { schema: described } }, value)).toBe(sent);
  });

  it('follows the encoding of each field', async () => {
    const media = {
      schema: {
        type: 'object',
        properties: { list: { type: 'array', items: {} }, deep: { type: 'object' }, json: {} },
      },
      encoding: {
        list: { style: 'pipeDelimited', explode: false },
        deep: { style: 'deepObject' },
        json: { contentType: 'application/json' },
      },
    };
    const value = { list: ['a', 'b c'], deep: { k: 'v w' }, json: 'x y' };
    expect(await send('querystring', { [FORM]: media }, value)).toBe(
      '?list=a%7Cb%20c&deep%5Bk%5D=v%20w&json=%22x+y%22',
    );
  });
});

describe('a query parameter that is described by a media type', () => {
  it.each([
    ['application/json', { lat: 40.6, long: -73.9 }, '?q=%7B%22lat%22%3A40.6%2C%22long%22%3A-73.9%7D'],
    [FORM, { a: 'b c', d: [1, 2] }, '?q=a%3Db%2Bc%26d%3D1%26d%3D2'],
    ['text/plain', 'a b', '?q=a%20b'],
    ['*/*', 'a b', '?q=a%20b'],
    ['application/x-custom', 'a b', '?q=a%20b'],
  ])('as %s given %j is sent as %s', async (mediaType, value, sent) => {
    expect(await send('query', { [mediaType]: { schema: {} } }, value)).toBe(sent);
  });
});
