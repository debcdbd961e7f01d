// Owns the cases of answers too long for one result: shortened with a handle to the rest, saved and linked, or collected from several pages.
import type { CaseAnswer, ExpectedRequest, ExpectedResult, FidelityCase, Json, JsonObject } from '../case.ts';

interface Short {
  readonly says: string;
  readonly parameters?: readonly Json[];
  readonly schema?: Json;
  readonly args?: JsonObject;
  readonly answers: readonly CaseAnswer[];
  readonly requests?: readonly ExpectedRequest[];
  readonly result: ExpectedResult;
}

function long(id: string, { parameters = [], schema, args = {}, ...parts }: Short): FidelityCase {
  const responses: JsonObject =
    schema === undefined
      ? {}
      : { responses: { 200: { description: 'Done', content: { 'application/json': { schema } } } } };
  return { id, fixture: 'budget', operation: { parameters, ...responses }, args, ...parts };
}

const JSON_TYPE = { 'Content-Type': 'application/json' };

function json(value: Json, headers: CaseAnswer['headers'] = {}): CaseAnswer {
  return { headers: { ...JSON_TYPE, ...headers }, body: JSON.stringify(value) };
}

const ROWS = Array.from({ length: 300 }, (_, index) => ({
  id: index,
  name: `Row ${index}`,
  hue: index % 7 === 0 ? 'blue' : 'grün',
}));
const TABLE = { total: 300, rows: ROWS };
const TEXT = Array.from({ length: 400 }, (_, index) => `Line ${index}: Grün 青 🎨`).join('\n');
const LARGE = Uint8Array.from({ length: 5_000 }, (_, index) => (index * 7) % 256);

const SHORTENED = [
  long('long/json', {
    says: 'A long JSON answer keeps its structure, says what is missing, and its pages together are the answer.',
    schema: {
      type: 'object',
      properties: { total: { type: 'integer' }, rows: { type: 'array', items: { type: 'object' } } },
      required: ['total', 'rows'],
    },
    answers: [json(TABLE)],
    result: {
      says: ['"total":300', '"id":0', ' more of 300'],
      readsOn: [
        { by: 'pages', text: JSON.stringify(TABLE) },
        { by: 'part', part: { path: '/rows/299' }, text: JSON.stringify(ROWS[299]) },
        { by: 'part', part: { path: '/rows/297/name' }, text: '"Row 297"' },
      ],
    },
  }),
  long('long/text', {
    says: 'A long text is read page by page, and none of its characters is lost.',
    answers: [{ headers: { 'Content-Type': 'text/plain; charset=utf-8' }, body: TEXT }],
    result: {
      says: ['Line 0: '],
      readsOn: [
        { by: 'pages', text: TEXT },
        { by: 'part', part: { filter: 'line 399' }, text: '1 of 400 lines match:\n400: Line 399: Grün 青 🎨' },
      ],
    },
  }),
  long('long/big-numbers', {
    says: 'Numbers too long for JavaScript keep their digits in parts of an answer.',
    answers: [{ headers: JSON_TYPE, body: `{"ids":[${'9007199254740993,'.repeat(400)}1]}` }],
    result: { readsOn: [{ by: 'part', part: { path: '/ids/399' }, text: '9007199254740993' }] },
  }),
  long('long/error', {
    says: 'A long error is shortened as well.',
    answers: [{ status: 500, headers: { 'Content-Type': 'text/plain' }, body: TEXT }],
    result: { isError: true, says: ['500', 'Line 0: '], hides: ['Line 399: '] },
  }),
  long('long/saved', {
    says: 'Many bytes are saved, and linked as a resource that can be read.',
    answers: [
      {
        headers: { 'Content-Type': 'application/pdf', 'Content-Disposition': 'attachment; filename="paint.pdf"' },
        body: LARGE,
      },
    ],
    result: { says: ['paint.pdf', '5000 bytes'], link: { mimeType: 'application/pdf', content: LARGE } },
  }),
];

const item = (id: number): JsonObject => ({ id });
const QUERY = (name: string, schema: Json): Json => ({ name, in: 'query', schema });
const INTEGER: Json = { type: 'integer' };
const ALL_THREE = { says: ['{"id":1}', '{"id":2}', '{"id":3}', 'complete'] };

const PAGES = [
  long('pages/link', {
    says: 'Pages that a Link header names are collected.',
    parameters: [QUERY('page', INTEGER)],
    answers: [
      json([item(1)], {
        Link: '<@origin@/v1/pages_link?page=2>; rel="next", <@origin@/v1/pages_link?page=3>; rel="last"',
      }),
      json([item(2)], { Link: '</v1/pages_link?page=3>; rel=next' }),
      json([item(3)]),
    ],
    requests: [{ target: '' }, { target: '?page=2' }, { target: '?page=3' }],
    result: ALL_THREE,
  }),
  long('pages/link-elsewhere', {
    says: 'A next page at another origin is not fetched.',
    answers: [json([item(1)], { Link: '<@other@/steal>; rel="next"' })],
    requests: [{ target: '' }],
    result: { says: ['{"id":1}', 'not complete', 'another origin'] },
  }),
  long('pages/cursor', {
    says: 'Pages by a cursor are collected.',
    parameters: [QUERY('cursor', { type: 'string' }), QUERY('limit', INTEGER)],
    args: { limit: 1 },
    answers: [
      json({ items: [item(1)], next_cursor: 'a b&' }),
      json({ items: [item(2)], next_cursor: 'c' }),
      json({ items: [item(3)], next_cursor: null }),
    ],
    requests: [{ target: '?limit=1' }, { target: '?limit=1&cursor=a%20b%26' }, { target: '?limit=1&cursor=c' }],
    result: ALL_THREE,
  }),
  long('pages/token', {
    says: 'Pages by a token are collected.',
    parameters: [QUERY('pageToken', { type: 'string' })],
    answers: [
      json({ items: [item(1)], nextPageToken: 't2' }),
      json({ items: [item(2)], nextPageToken: 't3' }),
      json({ items: [item(3)] }),
    ],
    requests: [{ target: '' }, { target: '?pageToken=t2' }, { target: '?pageToken=t3' }],
    result: ALL_THREE,
  }),
  long('pages/offset', {
    says: 'Pages by an offset are collected.',
    parameters: [QUERY('offset', INTEGER), QUERY('limit', INTEGER)],
    args: { limit: 1 },
    answers: [1, 2, 3].map((id) => json({ total: 3, items: [item(id)] })),
    requests: [{ target: '?limit=1' }, { target: '?limit=1&offset=1' }, { target: '?limit=1&offset=2' }],
    result: ALL_THREE,
  }),
  long('pages/number', {
    says: 'Pages by their number are collected.',
    parameters: [QUERY('page', INTEGER)],
    args: { page: 1 },
    answers: [1, 2, 3].map((id) => json({ page: id, total_pages: 3, data: [item(id)] })),
    requests: [{ target: '?page=1' }, { target: '?page=2' }, { target: '?page=3' }],
    result: ALL_THREE,
  }),
  long('pages/budget', {
    says: 'No more pages are collected than allowed, and it is said that there are more.',
    parameters: [QUERY('page', INTEGER)],
    args: { page: 1 },
    answers: [1, 2, 3, 4, 5, 6].map((id) => json({ page: id, total_pages: 9, data: [item(id)] })),
    requests: [1, 2, 3, 4, 5].map((page) => ({ target: `?page=${page}` })),
    result: { says: ['{"id":5}', 'not complete', 'read_answer'], hides: ['{"id":6}'] },
  }),
  long('pages/none', {
    says: 'An answer without a next page is one request.',
    parameters: [QUERY('page', INTEGER)],
    answers: [json({ items: [item(1)] })],
    requests: [{ target: '' }],
    result: { text: '{"items":[{"id":1}]}' },
  }),
];

/** Long answers. */
export const LONG_ANSWER_CASES: readonly FidelityCase[] = [...SHORTENED, ...PAGES];
