// Owns the cases of one name in several places: each value reaches its own, under names that follow from the document.
import type { FidelityCase, Json, JsonObject } from '../case.ts';

const TEXT: Json = { type: 'string' };
const BODY: JsonObject = {
  requestBody: { content: { 'application/json': { schema: { type: 'object', properties: { id: TEXT } } } } },
};

function id(where: string): JsonObject {
  return { name: 'id', in: where, schema: TEXT, ...(where === 'path' ? { required: true } : {}) };
}

/** Names that meet. */
export const COLLISION_CASES: readonly FidelityCase[] = [
  {
    id: 'collision/five-places',
    says: 'One name in path, query, header, cookie and body reaches five places.',
    method: 'post',
    path: '/{id}',
    operation: { parameters: ['path', 'query', 'header', 'cookie'].map(id), ...BODY },
    tool: { arguments: ['id_path', 'id_query', 'id_header', 'id_cookie', 'body'], schemas: { id_path: TEXT } },
    args: { id_path: 'p', id_query: 'q', id_header: 'h', id_cookie: 'c', body: { id: 'b' } },
    requests: [{ target: '/p?id=q', headers: { id: 'h', cookie: 'id=c' }, body: '{"id":"b"}' }],
  },
  {
    id: 'collision/path-and-query',
    says: 'One name in path and query is two arguments, whose descriptions say which is which.',
    path: '/{id}',
    operation: { parameters: [id('query'), id('path')] },
    tool: {
      arguments: ['id_path', 'id_query'],
      required: ['id_path'],
      schemas: {
        id_path: { description: 'Sent as the path parameter "id".' },
        id_query: { description: 'Sent as the query parameter "id".' },
      },
    },
    args: { id_path: '1', id_query: '2' },
    requests: [{ target: '/1?id=2' }],
  },
  {
    id: 'collision/optional-absent',
    says: 'The optional one of two is not filled with the other.',
    path: '/{id}',
    operation: { parameters: [id('path'), id('query'), id('cookie')] },
    args: { id_path: '1' },
    requests: [{ target: '/1', headers: { cookie: null } }],
  },
  {
    id: 'collision/path-and-body-member',
    says: 'A member of the body does not meet a parameter: the body is an argument of its own.',
    method: 'put',
    path: '/{id}',
    operation: { parameters: [id('path')], ...BODY },
    tool: { arguments: ['id', 'body'] },
    args: { id: '1', body: { id: '2' } },
    requests: [{ target: '/1', body: '{"id":"2"}' }],
  },
  {
    id: 'collision/body-parameter',
    says: 'A parameter called body stands beside the body.',
    method: 'post',
    operation: { parameters: [{ name: 'body', in: 'query', schema: TEXT }], ...BODY },
    tool: { arguments: ['body_query', 'body'] },
    args: { body_query: 'x', body: { id: 'y' } },
    requests: [{ target: '?body=x', body: '{"id":"y"}' }],
  },
  {
    id: 'collision/with-mended-name',
    says: 'A name that was mended does not take that of another parameter.',
    operation: {
      parameters: ['a[b]', 'a_b'].map((name) => ({ name, in: 'query', schema: TEXT })),
    },
    args: { a_b_query: '1' },
    requests: [],
    result: { isError: true },
  },
  {
    id: 'collision/with-suffixed-name',
    says: 'A name with its place does not take that of another parameter either.',
    path: '/{id}',
    operation: { parameters: [id('path'), id('query'), { name: 'id_query', in: 'query', schema: TEXT }] },
    tool: { required: ['id_path'] },
    args: { id_path: '1' },
    requests: [{ target: '/1' }],
  },
  {
    id: 'collision/header-case',
    says: 'Header names are one whatever their case: the operation overrides its path item.',
    item: { parameters: [{ name: 'X-Id', in: 'header', schema: { type: 'integer' } }] },
    operation: { parameters: [{ name: 'x-id', in: 'header', schema: TEXT }] },
    tool: { arguments: ['x-id'] },
    args: { 'x-id': 'a' },
    requests: [{ headers: { 'x-id': 'a' } }],
  },
];
