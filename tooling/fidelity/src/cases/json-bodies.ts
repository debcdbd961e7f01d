// Owns the cases of JSON bodies: any value, other JSON types, nothing, and where a body is described.
import type { ExpectedRequest, ExpectedResult, FidelityCase, Json, JsonObject } from '../case.ts';

interface Short {
  readonly says: string;
  readonly method?: string;
  readonly type?: string;
  readonly schema?: Json;
  readonly required?: boolean;
  /** Absent: the argument is not given. */
  readonly value?: Json;
  readonly sent?: ExpectedRequest;
  readonly result?: ExpectedResult;
}

function json(
  id: string,
  { says, method = 'post', type = 'application/json', schema = {}, required, ...rest }: Short,
): FidelityCase {
  const { value, sent, result } = rest;
  return {
    id: `body/${id}`,
    says,
    method,
    operation: { requestBody: { ...(required ? { required } : {}), content: { [type]: { schema } } } },
    args: value === undefined ? {} : { body: value },
    requests: sent === undefined ? [] : [sent],
    ...(result === undefined ? {} : { result }),
  };
}

function typed(type: string, body: string): ExpectedRequest {
  return { body, headers: { 'content-type': type } };
}

const VALUES = (
  [
    ['object', { b: 1, a: [true, null, { c: 'd' }] }, '{"b":1,"a":[true,null,{"c":"d"}]}'],
    ['array', [1, 'a', [], {}], '[1,"a",[],{}]'],
    ['string', 'blue "quoted"\n', '"blue \\"quoted\\"\\n"'],
    ['number', -1.5e-7, '-1.5e-7'],
    ['zero', 0, '0'],
    ['boolean', false, 'false'],
    ['null', null, 'null'],
    ['empty-object', {}, '{}'],
    ['empty-array', [], '[]'],
    ['empty-string', '', '""'],
    [
      'null-member',
      { a: null, b: '', c: 0, d: false, e: [], f: {} },
      '{"a":null,"b":"","c":0,"d":false,"e":[],"f":{}}',
    ],
    ['unicode', { grün: '青 🎨 \u2028' }, '{"grün":"青 🎨 \u2028"}'],
  ] as const
).map(([kind, value, body]) =>
  json(`json/${kind}`, {
    says: `The JSON value ${kind} is the body as it is.`,
    value,
    sent: typed('application/json', body),
  }),
);

const TYPES = (
  [
    ['vendor', 'application/vnd.api+json', { data: { id: '1' } }, '{"data":{"id":"1"}}'],
    ['merge-patch', 'application/merge-patch+json', { a: null, b: 1 }, '{"a":null,"b":1}'],
    ['json-patch', 'application/json-patch+json', [{ op: 'remove', path: '/a' }], '[{"op":"remove","path":"/a"}]'],
    ['parameters', 'application/json; profile="x y"', { a: 1 }, '{"a":1}'],
  ] as const
).map(([kind, type, value, body]) =>
  json(`type/${kind}`, {
    says: `${type} is JSON and goes out under its own name.`,
    type,
    value,
    sent: typed(type, body),
  }),
);

const NAMES: Json = { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] };

const PRESENCE = [
  json('type/any', {
    says: 'A body of any type is sent as JSON.',
    type: '*/*',
    schema: NAMES,
    value: { name: 'x' },
    sent: typed('application/json', '{"name":"x"}'),
  }),
  json('presence/absent', { says: 'No body, no content type.', sent: { body: null, method: 'POST' } }),
  json('presence/required', {
    says: 'A required body that is missing is named; nothing is sent.',
    required: true,
    result: { isError: true, says: ['body'] },
  }),
  json('presence/delete', {
    says: 'DELETE carries a body where the document says so.',
    method: 'delete',
    value: { ids: [1, 2] },
    sent: { method: 'DELETE', ...typed('application/json', '{"ids":[1,2]}') },
  }),
  json('presence/get', {
    says: 'From 3.1 on even GET may carry one.',
    method: 'get',
    value: { q: 'x' },
    sent: { method: 'GET', ...typed('application/json', '{"q":"x"}') },
  }),
  json('presence/invalid', {
    says: 'A body that does not fit its schema is named by the place of the fault.',
    schema: NAMES,
    value: { name: 7 },
    result: { isError: true, says: ['name'] },
  }),
  json('members/undeclared', {
    says: 'Members that the schema does not name are kept.',
    schema: NAMES,
    value: { name: 'x', extra: { y: [1] } },
    sent: { body: '{"name":"x","extra":{"y":[1]}}' },
  }),
  json('members/dictionary', {
    says: 'A dictionary keeps its keys, in their order.',
    schema: { type: 'object', additionalProperties: { type: 'integer' } },
    value: { b: 1, a: 2, __proto: 3 },
    sent: { body: '{"b":1,"a":2,"__proto":3}' },
  }),
];

const PROTO = '{"__proto__":{"a":1},"constructor":2,"b":3}';
const LARGE = 'Grün 青 '.repeat(30_000);

const ODD = [
  json('members/proto', {
    says: 'Keys that mean something to JavaScript are keys.',
    schema: { type: 'object' },
    value: JSON.parse(PROTO) as JsonObject,
    sent: { body: PROTO },
  }),
  json('json/large', {
    says: 'A body of half a megabyte arrives whole.',
    value: { text: LARGE },
    sent: { body: JSON.stringify({ text: LARGE }) },
  }),
];

const REFERENCE: FidelityCase = {
  id: 'body/reference',
  says: 'A body may be referred to, and its schema again.',
  method: 'put',
  operation: { requestBody: { $ref: '#/components/requestBodies/Paint' } },
  components: {
    requestBodies: {
      Paint: { required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/Paint' } } } },
    },
    schemas: { Paint: { type: 'object', properties: { color: { type: 'string' } }, required: ['color'] } },
  },
  tool: { required: ['body'], accepts: [{ body: { color: 'blue' } }], refuses: [{ body: {} }, {}] },
  args: { body: { color: 'blue' } },
  requests: [{ method: 'PUT', body: '{"color":"blue"}' }],
};

const CHOICE: FidelityCase = {
  id: 'body/choice',
  says: 'Of several media types JSON is sent.',
  method: 'post',
  operation: {
    requestBody: {
      content: {
        'application/xml': { schema: { type: 'object' } } as JsonObject,
        'application/x-www-form-urlencoded': { schema: { type: 'object' } },
        'application/json': { schema: { type: 'object' } },
      },
    },
  },
  args: { body: { a: 1 } },
  requests: [typed('application/json', '{"a":1}')],
};

/** JSON bodies. */
export const JSON_BODY_CASES: readonly FidelityCase[] = [...VALUES, ...TYPES, ...PRESENCE, ...ODD, REFERENCE, CHOICE];
