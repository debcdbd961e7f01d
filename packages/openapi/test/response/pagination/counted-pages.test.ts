import { expect, test } from 'vitest';
import { joinPages, nextPage, type ToolPlan } from '../../../src/index.ts';
import { planOf } from '../../one-operation.ts';

const origin = 'https://api.example.com/v1/things';
const integer = (name: string, schema: object = {}) => ({ name, in: 'query', schema: { type: 'integer', ...schema } });
const things = (count: number) => Array.from({ length: count }, (_, id) => ({ id }));

interface Counted {
  readonly parameters: readonly object[];
  readonly query?: string;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The query of the next page, with a question mark more where it is only likely. */
async function next({ parameters, query = '', body, headers = {} }: Counted): Promise<string | undefined> {
  const plan: ToolPlan = await planOf({ operationId: 'list', parameters });
  const response = {
    status: 200,
    headers: { 'content-type': 'application/json', ...headers },
    body: Buffer.from(JSON.stringify(body)),
  };
  const found = nextPage(plan, { method: 'GET', url: origin + query, headers: {} }, response);
  if (found === undefined || 'refused' in found) return found?.refused;
  return `${found.certain ? '' : '?'}${found.request.url.slice(origin.length)}`;
}

const page = [integer('page'), integer('per_page')];
const offset = [integer('offset'), integer('limit')];

test.each<[string, Counted, string | undefined]>([
  ['a full page', { parameters: page, query: '?per_page=2', body: things(2) }, '??per_page=2&page=2'],
  [
    'a full page by the default',
    { parameters: [integer('page'), integer('per_page', { default: 3 })], body: things(3) },
    '??page=2',
  ],
  ['a short page', { parameters: page, query: '?per_page=3&page=4', body: things(2) }, undefined],
  ['no known limit', { parameters: page, body: things(30) }, undefined],
  ['pages left', { parameters: page, query: '?page=2', body: { data: things(5), total_pages: 3 } }, '?page=3'],
  [
    'the last page',
    { parameters: page, query: '?page=3', body: { data: things(5), meta: { pagination: { total_pages: 3 } } } },
    undefined,
  ],
  ['items left', { parameters: page, body: { items: things(5), total: 6, per_page: 5 } }, '?page=2'],
  ['no items left', { parameters: page, query: '?page=2&per_page=5', body: { items: things(1), total: 6 } }, undefined],
  [
    'a total in a header',
    { parameters: page, query: '?per_page=2', body: things(2), headers: { 'x-total-count': '3' } },
    '?per_page=2&page=2',
  ],
  [
    'Spring',
    {
      parameters: [integer('page'), integer('size')],
      body: { content: things(2), number: 0, size: 2, totalPages: 2, last: false },
    },
    '?page=1',
  ],
  [
    'the end of Spring',
    {
      parameters: [integer('page')],
      query: '?page=1',
      body: { content: things(2), number: 1, totalPages: 2, last: true },
    },
    undefined,
  ],
  [
    'pages from 0',
    { parameters: [integer('page', { default: 0 })], query: '?page=1', body: { hits: things(2), nbPages: 3 } },
    '?page=2',
  ],
  [
    'JSON:API',
    {
      parameters: [
        {
          name: 'page',
          in: 'query',
          style: 'deepObject',
          explode: true,
          schema: { type: 'object', properties: { number: { type: 'integer' }, size: { type: 'integer' } } },
        },
      ],
      body: { data: things(2), meta: { total_pages: 2 } },
    },
    '?page%5Bnumber%5D=2',
  ],
  ['a full stretch', { parameters: offset, query: '?limit=2&offset=4', body: things(2) }, '??limit=2&offset=6'],
  ['items behind', { parameters: offset, body: { results: things(20), count: 45 } }, '?offset=20'],
  ['nothing behind', { parameters: offset, query: '?offset=40', body: { results: things(5), count: 45 } }, undefined],
  [
    'Jira',
    {
      parameters: [integer('startAt'), integer('maxResults')],
      body: { startAt: 50, maxResults: 50, total: 101, issues: things(50) },
    },
    '?startAt=100',
  ],
  [
    'SCIM',
    {
      parameters: [integer('startIndex', { minimum: 1 }), integer('count')],
      body: { totalResults: 3, itemsPerPage: 2, startIndex: 1, Resources: things(2) },
    },
    '?startIndex=3',
  ],
  [
    'the end of SCIM',
    {
      parameters: [integer('startIndex', { minimum: 1 })],
      query: '?startIndex=3',
      body: { totalResults: 3, startIndex: 3, Resources: things(1) },
    },
    undefined,
  ],
  [
    'OData',
    {
      parameters: [integer('$skip'), integer('$top')],
      query: '?%24skip=2&%24top=2',
      body: { value: things(2), '@odata.count': 5 },
    },
    '?%24top=2&%24skip=4',
  ],
  ['has_more', { parameters: offset, body: { items: things(7), has_more: true } }, '?offset=7'],
  [
    'an empty page',
    { parameters: offset, query: '?offset=10', body: { items: [], has_more: true, total: 50 } },
    undefined,
  ],
  ['a range', { parameters: offset, body: things(10), headers: { 'content-range': 'items 0-9/12' } }, '?offset=10'],
])('R20: counting: %s', async (_name, counted, expected) => {
  expect(await next(counted)).toBe(expected);
});

test('R20: pages become one answer: the items of all in the envelope of the last, digit by digit', () => {
  const first = '{"items":[{"id":9007199254740993},{"id":2}],"next":"b"}';
  const last = '{ "items" : [ {"id":1.50} ], "next": null }';
  expect(joinPages([first, '{"items":[]}', last])).toEqual({
    text: '{ "items" : [{"id":9007199254740993},{"id":2},{"id":1.50}], "next": null }',
    items: 3,
  });
  expect(joinPages(['[1,2]', '[ ]', '[3]'])).toEqual({ text: '[1,2,3]', items: 3 });
  expect(joinPages(['{"data":{"rows":[1]}}', '{"data":{"rows":[2]}}'])).toEqual({
    text: '{"data":{"rows":[1,2]}}',
    items: 2,
  });
});

test('pages without a list that is recognised stand side by side', () => {
  expect(joinPages(['{"a":[1],"b":[1]}', '{"a":[2],"b":[2]}'])).toEqual({
    text: '[{"a":[1],"b":[1]},{"a":[2],"b":[2]}]',
  });
  expect(joinPages(['{"x":1}', 'no JSON'])).toBeUndefined();
});
