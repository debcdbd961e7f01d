// Owns the cases of paths beside the style matrix: templates, whole segments, and values that must not leave their place.
import type { FidelityCase, Json, JsonObject } from '../case.ts';

const ID: JsonObject = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };

function text(name: string): JsonObject {
  return { name, in: 'path', required: true, schema: { type: 'string' } };
}

/** A value in a segment of its own. */
function segment(id: string, says: string, value: Json, sent: string | undefined, path = '/{id}/after'): FidelityCase {
  return {
    id: `path/${id}`,
    says,
    path,
    operation: { parameters: [ID] },
    args: { id: value },
    requests: sent === undefined ? [] : [{ target: path.replace('{id}', sent) }],
    ...(sent === undefined ? { result: { isError: true, says: ['id'] } } : {}),
  };
}

const REFUSED = (
  [
    ['dot', '.'],
    ['dots', '..'],
    ['dots-inside', 'a/../b'],
    ['dots-first', '../admin'],
    ['dots-last', 'a/..'],
    ['encoded-dots', '%2e%2e'],
    ['encoded-slash', '..%2Fadmin'],
    ['backslash', '..\\admin'],
    ['mixed', '.%2E/x'],
    ['empty', ''],
  ] as const
).map(([id, value]) =>
  segment(
    `refused/${id}`,
    `The value \`${value}\` would reach another path; it is refused with a reason.`,
    value,
    undefined,
  ),
);

const SENT = [
  segment('segment/slash', 'A slash in a value does not make a segment.', 'a/b', 'a%2Fb'),
  segment('segment/space', 'A space is %20.', 'a b', 'a%20b'),
  segment('segment/question', 'A question mark does not begin the query.', 'a?b#c', 'a%3Fb%23c'),
  segment('segment/dots-in-name', 'Dots inside of a name are no dot segment.', 'v1..2.x', 'v1..2.x'),
  segment('segment/three-dots', 'Three dots are a name.', '...', '...'),
  segment('segment/semicolon', 'A semicolon does not begin a matrix parameter.', 'a;b=c', 'a%3Bb%3Dc'),
  segment('segment/percent', 'A percent sign is encoded once more.', '100%', '100%25'),
  segment('segment/verb', 'A custom verb after the placeholder stays.', '7', '7', '/{id}:cancel'),
  segment('segment/trailing-slash', 'A slash at the end stays.', '7', '7', '/{id}/'),
  segment(
    'segment/literal',
    'Literal text of the template is sent as it stands.',
    '7',
    '7',
    "/a%20b/{id}/x,y;z=1@!$'()*",
  ),
];

const TEMPLATES: readonly FidelityCase[] = [
  {
    id: 'path/template/two-in-one',
    says: 'Two placeholders share a segment.',
    path: '/{from}-{to}.{ext}',
    operation: { parameters: [text('from'), text('to'), text('ext')] },
    args: { from: 'a-b', to: 'c', ext: 'tar.gz' },
    requests: [{ target: '/a-b-c.tar.gz' }],
  },
  {
    id: 'path/template/two-segments',
    says: 'Two placeholders, one whose name begins with the other, take their own values.',
    path: '/{user}/items/{user_id}',
    operation: { parameters: [text('user_id'), text('user')] },
    args: { user: 'ada', user_id: '7' },
    requests: [{ target: '/ada/items/7' }],
  },
  {
    id: 'path/template/braces-in-value',
    says: 'A value that looks like a placeholder is a value.',
    path: '/{a}/{b}',
    operation: { parameters: [text('a'), text('b')] },
    args: { a: '{b}', b: '$&' },
    requests: [{ target: '/%7Bb%7D/%24%26' }],
  },
  {
    id: 'path/template/undescribed',
    says: 'A placeholder that nobody describes is an argument, with a warning.',
    path: '/{lost}',
    args: { lost: 'found' },
    requests: [{ target: '/found' }],
    warns: 'is not described',
  },
  {
    id: 'path/template/missing',
    says: 'A path value that is missing is named; no placeholder is sent.',
    path: '/{id}',
    operation: { parameters: [ID] },
    args: {},
    requests: [],
    result: { isError: true, says: ['id'] },
  },
  {
    id: 'path/template/dots-in-list',
    says: 'Dots in a list are refused as well.',
    path: '/{id}',
    operation: { parameters: [{ ...text('id'), schema: { type: 'array', items: { type: 'string' } } }] },
    args: { id: ['..'] },
    requests: [],
    result: { isError: true, says: ['id'] },
  },
  {
    id: 'path/template/empty-list',
    says: 'An empty list leaves no path; it is refused.',
    path: '/{id}',
    operation: { parameters: [{ ...text('id'), schema: { type: 'array', items: { type: 'string' } } }] },
    args: { id: [] },
    requests: [],
    result: { isError: true, says: ['id'] },
  },
  {
    id: 'path/template/default-style',
    says: 'A list in a path without style is joined by commas.',
    path: '/{id}',
    operation: { parameters: [{ ...text('id'), schema: { type: 'array', items: { type: 'integer' } } }] },
    args: { id: [3, 4, 5] },
    requests: [{ target: '/3,4,5' }],
  },
  {
    id: 'path/template/content',
    says: 'A path parameter described by application/json is JSON.',
    path: '/{id}',
    operation: {
      parameters: [{ name: 'id', in: 'path', required: true, content: { 'application/json': { schema: {} } } }],
    },
    args: { id: { a: [1] } },
    requests: [{ target: '/%7B%22a%22%3A%5B1%5D%7D' }],
  },
  {
    id: 'path/template/query-in-template',
    says: 'A query that stands in the template stays before the others.',
    path: '/x?fixed=1',
    operation: { parameters: [{ name: 'q', in: 'query', schema: { type: 'string' } }] },
    args: { q: 'a' },
    requests: [{ target: '/x?fixed=1&q=a' }],
  },
];

/** Paths. */
export const PATH_CASES: readonly FidelityCase[] = [...REFUSED, ...SENT, ...TEMPLATES];
