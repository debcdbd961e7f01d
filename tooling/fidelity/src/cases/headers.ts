// Owns the cases of headers and cookies beside the style matrix.
import type { ExpectedResult, FidelityCase, Json, JsonObject } from '../case.ts';

interface Short {
  readonly says: string;
  readonly in?: 'header' | 'cookie';
  readonly name?: string;
  readonly rules?: JsonObject;
  readonly schema?: Json;
  readonly value?: Json;
  /** Headers as they arrive. */
  readonly sent?: Readonly<Record<string, string | null>>;
  readonly result?: ExpectedResult;
}

function field(
  id: string,
  { says, in: where = 'header', name = 'X-Color', rules, schema, value, sent, result }: Short,
): FidelityCase {
  return {
    id: `${where}/${id}`,
    says,
    operation: {
      parameters: [
        { name, in: where, ...(rules && 'content' in rules ? {} : { schema: schema ?? { type: 'string' } }), ...rules },
      ],
    },
    args: value === undefined ? {} : { [name]: value },
    requests: sent === undefined ? [] : [{ headers: sent }],
    ...(result === undefined ? {} : { result }),
  };
}

/** Text of UTF-8 as node:http shows bytes: one character each. */
function latin(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

const HEADERS = [
  field('content/json', {
    says: 'A header described by application/json is JSON.',
    rules: { content: { 'application/json': { schema: {} } } },
    value: { a: ['b', 1], c: 'é' },
    sent: { 'x-color': '{"a":["b",1],"c":"\\u00e9"}' },
  }),
  field('object/nested', {
    says: 'An object in an object is written as JSON.',
    schema: { type: 'object', additionalProperties: true },
    rules: { explode: true },
    value: { a: { b: 1 }, c: 'd' },
    sent: { 'x-color': 'a={"b":1},c=d' },
  }),
  field('text/reserved', {
    says: 'Headers are not percent-encoded.',
    value: 'a b;c="d", 100% /?&',
    sent: { 'x-color': 'a b;c="d", 100% /?&' },
  }),
  field('text/unicode', {
    says: 'What is not ASCII goes out as UTF-8.',
    value: 'Grün 青',
    sent: { 'x-color': latin('Grün 青') },
  }),
  field('text/line-break', {
    says: 'A line break would begin another header; it is refused.',
    value: 'a\r\nX-Evil: 1',
    result: { isError: true, says: ['X-Color'] },
  }),
  field('text/nul', {
    says: 'A control character is refused.',
    value: 'a\u0000b',
    result: { isError: true, says: ['X-Color'] },
  }),
  field('nothing/absent', { says: 'An optional header that is not given is not sent.', sent: { 'x-color': null } }),
  field('nothing/required', {
    says: 'A required header that is missing is named.',
    rules: { required: true },
    result: { isError: true, says: ['X-Color'] },
  }),
  field('number/big', {
    says: 'An integer beyond 2^53 keeps its digits in a header.',
    schema: { type: 'integer', format: 'int64' },
    value: '9007199254740993',
    sent: { 'x-color': '9007199254740993' },
  }),
];

const ELSEWHERE: FidelityCase = {
  id: 'header/own/described-elsewhere',
  says: 'Parameters called Accept, Content-Type or Authorization are no arguments.',
  operation: {
    parameters: ['Accept', 'content-type', 'Authorization', 'X-Real'].map((name) => ({
      name,
      in: 'header',
      schema: { type: 'string' },
    })),
  },
  tool: { arguments: ['X-Real'] },
  args: { 'X-Real': '1' },
  requests: [
    { headers: { 'x-real': '1', authorization: null, 'content-type': null, accept: 'application/json, */*;q=0.1' } },
  ],
};

const COOKIES: readonly FidelityCase[] = [
  field('text/separators', {
    in: 'cookie',
    name: 'sid',
    says: 'What would end a cookie is encoded.',
    value: 'a;b c,d="e"',
    sent: { cookie: 'sid=a%3Bb%20c%2Cd%3D%22e%22' },
  }),
  field('content/json', {
    in: 'cookie',
    name: 'sid',
    says: 'A cookie described by application/json is encoded JSON.',
    rules: { content: { 'application/json': { schema: {} } } },
    value: { a: 1 },
    sent: { cookie: 'sid=%7B%22a%22%3A1%7D' },
  }),
  field('nothing/absent', { in: 'cookie', name: 'sid', says: 'No cookie, no header.', sent: { cookie: null } }),
  {
    id: 'cookie/two',
    says: 'Two cookies share one header.',
    operation: {
      parameters: [
        { name: 'b', in: 'cookie', schema: { type: 'string' } },
        { name: 'a', in: 'cookie', schema: { type: 'array', items: { type: 'integer' } }, explode: false },
      ],
    },
    args: { a: [1, 2], b: 'x' },
    requests: [{ headers: { cookie: 'b=x; a=1,2' } }],
  },
];

const CONNECTION: FidelityCase = {
  id: 'header/own/connection',
  says: "Headers that are the connection's own are no arguments, with a warning: they could not be sent, or would lead elsewhere.",
  operation: {
    parameters: ['Connection', 'Content-Length', 'Transfer-Encoding', 'Host', 'Upgrade', 'Expect', 'Keep-Alive'].map(
      (name) => ({ name, in: 'header', required: true, schema: { type: 'string' } }),
    ),
  },
  tool: { arguments: [] },
  args: {},
  requests: [{ headers: { upgrade: null, expect: null } }],
  warns: 'Content-Length',
};

const ACCEPT: readonly FidelityCase[] = [
  {
    id: 'header/own/accept-any',
    says: 'Where no answer is described, any is accepted.',
    operation: { responses: { 204: { description: 'Nothing' } } },
    args: {},
    requests: [{ headers: { accept: '*/*' } }],
  },
  {
    id: 'header/own/accept-types',
    says: 'Of several described answers JSON is asked for first.',
    operation: {
      responses: { 200: { description: 'Done', content: { 'text/csv': {}, 'application/problem+json': {} } } },
    },
    args: {},
    requests: [{ headers: { accept: 'application/problem+json, text/csv, */*;q=0.1' } }],
  },
];

/** Headers and cookies. */
export const HEADER_CASES: readonly FidelityCase[] = [...HEADERS, ELSEWHERE, CONNECTION, ...ACCEPT, ...COOKIES];
