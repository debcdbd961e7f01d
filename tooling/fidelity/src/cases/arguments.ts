// Owns the cases of what models give instead of what they should, of numbers too long for JavaScript, and of where parameters are described.
import type { FidelityCase, Json, JsonObject } from '../case.ts';

const BIG = '9007199254740993';
const INT64: Json = { type: 'integer', format: 'int64' };
const PRECISE = '0.12345678901234567890123';

function asked(id: string, says: string, parts: Omit<FidelityCase, 'id' | 'says'>): FidelityCase {
  return { id: `arguments/${id}`, says, ...parts };
}

function one(schema: Json, rules: JsonObject = {}): JsonObject {
  return { parameters: [{ name: 'q', in: 'query', schema, ...rules }] };
}

const BODY = (schema: Json): JsonObject => ({
  requestBody: { required: true, content: { 'application/json': { schema } } },
});

const STRINGIFIED = [
  asked('stringified/array', 'A list given as JSON text is the list.', {
    operation: one({ type: 'array', items: { type: 'string' } }),
    args: { q: '["a","b"]' },
    requests: [{ target: '?q=a&q=b' }],
  }),
  asked('stringified/object', 'An object given as JSON text is the object.', {
    operation: one({ type: 'object', additionalProperties: { type: 'integer' } }),
    args: { q: '{"R":100,"G":200}' },
    requests: [{ target: '?R=100&G=200' }],
  }),
  asked('stringified/body', 'A whole body given as JSON text is the body.', {
    method: 'post',
    operation: BODY({ type: 'object', properties: { a: { type: 'integer' } } }),
    args: { body: '{"a":1}' },
    requests: [{ body: '{"a":1}' }],
  }),
  asked('stringified/member', 'A member that should be a list is one, and its neighbour that is a text stays one.', {
    method: 'post',
    operation: BODY({
      type: 'object',
      properties: { list: { type: 'array', items: { type: 'integer' } }, text: { type: 'string' } },
    }),
    args: { body: { list: '[1,2]', text: '[1,2]' } },
    requests: [{ body: '{"list":[1,2],"text":"[1,2]"}' }],
  }),
  asked('stringified/number', 'A number given as text is the number.', {
    operation: one({ type: 'integer' }),
    args: { q: '42' },
    requests: [{ target: '?q=42' }],
  }),
  asked('stringified/not-a-string', 'A text that looks like JSON stays a text where a text is wanted.', {
    operation: one({ type: 'string' }),
    args: { q: '{"a":1}' },
    requests: [{ target: '?q=%7B%22a%22%3A1%7D' }],
  }),
  asked('stringified/either', 'Where a text is allowed as well, the text stays.', {
    method: 'post',
    operation: BODY({ oneOf: [{ type: 'string' }, { type: 'object' }] }),
    args: { body: '{"a":1}' },
    requests: [{ body: '"{\\"a\\":1}"' }],
  }),
];

const NUMBERS = [
  asked('numbers/query', 'An integer beyond 2^53 keeps its digits in a query.', {
    operation: one({ type: 'integer', format: 'int64' }),
    args: { q: BIG },
    requests: [{ target: `?q=${BIG}` }],
  }),
  asked('numbers/path', 'The same in a path, where the schema says no more than integer.', {
    path: '/{id}',
    operation: { parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }] },
    args: { id: BIG },
    requests: [{ target: `/${BIG}` }],
  }),
  asked('numbers/body', 'The same in JSON, as a number and not as a text.', {
    method: 'post',
    operation: BODY({ type: 'object', properties: { id: INT64, ids: { type: 'array', items: INT64 } } }),
    args: { body: { id: BIG, ids: [`-${BIG}`, 1] } },
    requests: [{ body: `{"id":${BIG},"ids":[-${BIG},1]}` }],
  }),
  asked('numbers/plain', 'The same in JSON, where the schemas say no more than integer and number.', {
    method: 'post',
    operation: BODY({ type: 'object', properties: { id: { type: 'integer' }, price: { type: 'number' } } }),
    args: { body: { id: BIG, price: PRECISE } },
    requests: [{ body: `{"id":${BIG},"price":${PRECISE}}` }],
  }),
  asked('numbers/decimal', 'A decimal of more digits than a double has keeps them.', {
    method: 'post',
    operation: BODY({ type: 'object', properties: { price: { type: 'number', format: 'decimal' } } }),
    args: { body: { price: PRECISE } },
    requests: [{ body: `{"price":${PRECISE}}` }],
  }),
  asked('numbers/text', 'A text of digits stays a text where a text is wanted.', {
    method: 'post',
    operation: BODY({ type: 'object', properties: { id: { type: 'string' } } }),
    args: { body: { id: BIG } },
    requests: [{ body: `{"id":"${BIG}"}` }],
  }),
];

const ORIGINS = [
  asked('from/path-item', 'Parameters of the path item belong to its operations.', {
    path: '/{id}',
    item: { parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }] },
    operation: one({ type: 'string' }),
    args: { id: '7', q: 'x' },
    requests: [{ target: '/7?q=x' }],
  }),
  asked('from/override', "An operation's parameter takes the place of its path item's.", {
    item: { parameters: [{ name: 'q', in: 'query', schema: { type: 'array', items: {} } }] },
    operation: one({ type: 'array', items: { type: 'string' } }, { explode: false }),
    args: { q: ['a', 'b'] },
    requests: [{ target: '?q=a,b' }],
  }),
  asked('from/reference', 'A parameter may be referred to, by a pointer with escapes as well.', {
    operation: { parameters: [{ $ref: '#/components/parameters/of~1a%20page' }] },
    components: { parameters: { 'of/a page': { name: 'page', in: 'query', schema: { type: 'integer' } } } },
    args: { page: 2 },
    requests: [{ target: '?page=2' }],
  }),
  asked('from/post', 'Query parameters of a POST stay in the query.', {
    method: 'post',
    operation: { ...one({ type: 'string' }), ...BODY({ type: 'object' }) },
    args: { q: 'x', body: { a: 1 } },
    requests: [{ target: '?q=x', body: '{"a":1}' }],
  }),
  asked('from/order', 'Parameters are sent in the order of the document.', {
    operation: { parameters: ['c', 'a', 'b'].map((name) => ({ name, in: 'query', schema: { type: 'string' } })) },
    args: { a: '1', b: '2', c: '3' },
    requests: [{ target: '?c=3&a=1&b=2' }],
  }),
  asked('from/enum', 'A value outside of the enumeration is named; nothing is sent.', {
    operation: one({ type: 'string', enum: ['asc', 'desc'] }),
    args: { q: 'up' },
    requests: [],
    result: { isError: true, says: ['q'] },
  }),
];

/** Arguments. */
export const ARGUMENT_CASES: readonly FidelityCase[] = [...STRINGIFIED, ...NUMBERS, ...ORIGINS];
