import { describe, expect, test } from 'vitest';
import { nextPage, type HttpRequest, type NextPage, type ToolPlan } from '../../../src/index.ts';
import { planOf } from '../../one-operation.ts';

const origin = 'https://api.example.com/v1/things';

interface Answered {
  /** Query parameters of the operation: names, or whole parameters. */
  readonly parameters?: readonly (string | object)[];
  readonly query?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status?: number;
  readonly rest?: object;
}

function plan({ parameters = [], rest = {} }: Answered, method = 'get'): Promise<ToolPlan> {
  const whole = parameters.map((parameter) =>
    typeof parameter === 'string' ? { name: parameter, in: 'query', schema: {} } : parameter,
  );
  return planOf({ operationId: 'list', parameters: whole, ...rest }, { method });
}

async function next(answered: Answered): Promise<NextPage | undefined> {
  const request: HttpRequest = {
    method: 'GET',
    url: `${origin}${answered.query ?? ''}`,
    headers: { authorization: 'Bearer x' },
  };
  return nextPage(await plan(answered), request, responseOf(answered));
}

function responseOf({ body = [], headers = {}, status = 200 }: Answered) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: Buffer.from(text) };
}

/** The query of the next request, or what there is instead. */
async function nextQuery(answered: Answered): Promise<string | undefined> {
  const found = await next(answered);
  if (found === undefined) return undefined;
  if ('refused' in found) return found.refused;
  expect(found.request).toMatchObject({ method: 'GET', headers: { authorization: 'Bearer x' } });
  return found.request.url.startsWith(origin) ? found.request.url.slice(origin.length) : found.request.url;
}

const things = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `t${index + 1}` }));

describe('a link', () => {
  test.each([
    [
      'in the header',
      { headers: { link: `<${origin}?page=2>; rel="next", <${origin}?page=9>; rel="last"` } },
      '?page=2',
    ],
    ['relative in the header', { headers: { link: '</v1/things?after=x%2Fy>; rel=next' } }, '?after=x%2Fy'],
    ['among several relations', { headers: { link: `<${origin}?p=2>; title="a, b"; rel="last next"` } }, '?p=2'],
    ['in "next"', { body: { results: things(2), next: `${origin}?page=3` } }, '?page=3'],
    [
      'in "links.next"',
      { body: { data: things(2), links: { next: '/v1/things?page%5Bnumber%5D=2' } } },
      '?page%5Bnumber%5D=2',
    ],
    ['in "links.next.href"', { body: { data: [], links: { next: { href: `${origin}?c=1` } } } }, '?c=1'],
    ['in HAL', { body: { _links: { next: { href: '?c=2' } }, _embedded: { things: [] } } }, '?c=2'],
    ['in OData', { body: { value: [], '@odata.nextLink': `${origin}?$skiptoken=A` } }, '?$skiptoken=A'],
    [
      'in a list of links',
      {
        body: {
          links: [
            { rel: 'self', href: 'x' },
            { rel: 'next', href: `${origin}?o=2` },
          ],
        },
      },
      '?o=2',
    ],
    ['in a FHIR bundle', { body: { entry: [], link: [{ relation: 'next', url: `${origin}?b=2` }] } }, '?b=2'],
    [
      'in "paging.next"',
      { body: { data: [], paging: { cursors: { after: 'q' }, next: `${origin}?after=q` } } },
      '?after=q',
    ],
    [
      'to http of the same host',
      { headers: { link: `<${origin.replace('https', 'http')}?page=2>; rel=next` } },
      '?page=2',
    ],
  ])('R20: %s is followed', async (_name, answered, expected) => {
    expect(await nextQuery(answered)).toBe(expected);
  });

  test('R20: to another origin is refused, since the credentials are for this one', async () => {
    for (const other of [
      'https://evil.example.com/x',
      'http://api.example.com:8080/v1/things',
      '//evil.example.com/v1/things',
    ])
      expect(await next({ headers: { link: `<${other}>; rel="next"` } })).toMatchObject({
        refused: expect.stringContaining('another origin'),
      });
    expect(await next({ body: { next: 'https://evil.example.com/' } })).toMatchObject({ refused: expect.any(String) });
  });

  test('takes a key along that is sent in the query', async () => {
    const components = { securitySchemes: { key: { type: 'apiKey', in: 'query', name: 'api_key' } } };
    const secured = await planOf({ operationId: 'list', security: [{ key: [] }] }, { rest: { components } });
    const request = { method: 'GET', url: `${origin}?api_key=s%2F1`, headers: {} };
    const answer = responseOf({ headers: { link: `<${origin}?page=2>; rel="next"` } });
    expect(nextPage(secured, request, answer)).toMatchObject({ request: { url: `${origin}?page=2&api_key=s%2F1` } });
  });

  test('that leads nowhere else, or is none, is not followed', async () => {
    expect(await next({ headers: { link: `<${origin}>; rel="next"` } })).toBeUndefined();
    expect(await next({ headers: { link: 'nonsense' } })).toBeUndefined();
    expect(await next({ body: { next: null, results: things(2) } })).toBeUndefined();
  });
});

describe('a token', () => {
  test.each([
    [
      'Slack',
      ['cursor', 'limit'],
      { ok: true, members: [], response_metadata: { next_cursor: 'dXNl=' } },
      '?cursor=dXNl%3D',
    ],
    ['Google', ['pageToken'], { items: [], nextPageToken: 'CAE' }, '?pageToken=CAE'],
    ['Kubernetes', ['limit', 'continue'], { metadata: { continue: 'eyJ2' }, items: [] }, '?continue=eyJ2'],
    ['Twitter', ['pagination_token'], { data: [], meta: { next_token: 'n1' } }, '?pagination_token=n1'],
    ['Facebook', ['after'], { data: things(1), paging: { cursors: { before: 'a', after: 'MTA' } } }, '?after=MTA'],
    ['HubSpot', ['after'], { results: [], paging: { next: { after: '20' } } }, '?after=20'],
    ['Relay', ['after'], { data: [], pageInfo: { hasNextPage: true, endCursor: 'Y3' } }, '?after=Y3'],
    ['Square', ['cursor'], { objects: [], cursor: 'abc' }, '?cursor=abc'],
    ['Airtable', ['offset'], { records: [], offset: 'itr1/rec2' }, '?offset=itr1%2Frec2'],
    ['JSON:API', ['page[cursor]'], { data: [], meta: { page: { next_cursor: 'z' } } }, '?page%5Bcursor%5D=z'],
    ['S3', ['marker'], { contents: [], isTruncated: true, nextMarker: 'k9' }, '?marker=k9'],
    ['a number beyond 2^53', ['cursor'], '{"items":[],"next_cursor":9007199254740993}', '?cursor=9007199254740993'],
    ['the number of a page', ['page'], { items: [], next_page: 3 }, '?page=3'],
    ['the number of an item', ['offset'], { items: [], next_offset: 40 }, '?offset=40'],
  ])('R20: as %s gives it goes into its parameter', async (_name, parameters, body, expected) => {
    expect(await nextQuery({ parameters, body })).toBe(expected);
  });

  test('replaces the one before, and leaves the rest of the query as it is', async () => {
    const query = '?filter=a%2Cb+c&cursor=old&limit=5';
    expect(
      await nextQuery({ parameters: ['cursor', 'filter', 'limit'], query, body: { items: [], next_cursor: 'new' } }),
    ).toBe('?filter=a%2Cb+c&limit=5&cursor=new');
  });

  test('that is empty, has no parameter, or is the one that was sent, ends it', async () => {
    const parameters = ['cursor', 'limit'];
    const full = { parameters, query: '?limit=2' };
    expect(await next({ ...full, body: { items: things(2), next_cursor: '' } })).toBeUndefined();
    expect(await next({ ...full, body: { items: things(2), next_cursor: null } })).toBeUndefined();
    expect(await next({ parameters, body: { items: [], next_cursor: 'x', has_more: false } })).toBeUndefined();
    expect(await next({ parameters: ['limit'], body: { items: [], next_cursor: 'x' } })).toBeUndefined();
    expect(await next({ parameters, query: '?cursor=x', body: { items: [], cursor: 'x' } })).toBeUndefined();
  });

  test('goes into a JSON body where the operation takes it there and says that it changes nothing', async () => {
    const schema = { type: 'object', properties: { start_cursor: { type: 'string' }, query: { type: 'string' } } };
    const rest = { requestBody: { content: { 'application/json': { schema } } } };
    const search = await plan({ rest }, 'post');
    const request = {
      method: 'POST',
      url: origin,
      headers: { 'content-type': 'application/json' },
      body: '{"query":"x","n":9007199254740993}',
    };
    const answer = responseOf({ body: { results: things(1), has_more: true, next_cursor: 'c2' } });
    expect(nextPage(search, request, answer)).toBeUndefined();
    const harmless = { ...search, annotations: { ...search.annotations, readOnlyHint: true } };
    expect(nextPage(harmless, request, answer)).toMatchObject({
      request: { url: origin, body: '{"query":"x","n":9007199254740993,"start_cursor":"c2"}' },
    });
  });
});

describe('the id of the last item', () => {
  test.each([
    [
      'Stripe',
      ['starting_after', 'ending_before', 'limit'],
      { object: 'list', has_more: true, data: things(3) },
      '?starting_after=t3',
    ],
    [
      'one that names it',
      ['after_id', 'before_id'],
      { data: things(2), has_more: true, first_id: 't1', last_id: 't9' },
      '?after_id=t9',
    ],
    ['no more', ['starting_after'], { has_more: false, data: things(3) }, undefined],
  ])('R20: is sent as %s wants it', async (_name, parameters, body, expected) => {
    expect(await nextQuery({ parameters, body })).toBe(expected);
  });
});
