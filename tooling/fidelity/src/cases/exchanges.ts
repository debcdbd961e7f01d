// Owns the cases of answers that are more than one message: errors to act on, redirects, streams, and connections that fail.
import type { CaseAnswer, ExpectedRequest, ExpectedResult, FidelityCase, JsonObject } from '../case.ts';

interface Short {
  readonly says: string;
  readonly method?: string;
  readonly operation?: JsonObject;
  readonly args?: JsonObject;
  readonly answers: readonly CaseAnswer[];
  readonly requests?: readonly ExpectedRequest[];
  readonly result: ExpectedResult;
}

function exchange(id: string, { args = {}, ...parts }: Short): FidelityCase {
  return { id, fixture: 'answers', args, ...parts };
}

const PROBLEM = '{"title":"No paint","detail":"The blue is empty."}';

function error(status: number, says: string, more: CaseAnswer, said: readonly string[]): FidelityCase {
  return exchange(`error/${status}`, {
    says,
    answers: [{ status, headers: { 'Content-Type': 'application/problem+json' }, body: PROBLEM, ...more }],
    result: { isError: true, says: [String(status), ...said] },
  });
}

const ERRORS = [
  error(400, 'An error brings its body.', {}, ['The blue is empty.']),
  error(
    401,
    "The API's own reason for refusing is told.",
    {
      headers: { 'Content-Type': 'text/plain', 'WWW-Authenticate': 'Bearer error="invalid_token"' },
      body: 'Token expired',
    },
    ['Token expired'],
  ),
  error(403, 'So is the reason for forbidding.', {}, ['The blue is empty.']),
  error(404, 'What is not there is an error of the tool, not of the protocol.', {}, ['The blue is empty.']),
  error(409, 'A conflict is told.', {}, ['The blue is empty.']),
  error(422, 'What the API found wrong is told.', {}, ['The blue is empty.']),
  error(
    429,
    'When to try again is told.',
    { headers: { 'Content-Type': 'text/plain', 'Retry-After': '30' }, body: 'Slow down' },
    ['Retry-After', '30', 'Slow down'],
  ),
  error(
    500,
    'An error of the API is an error of the call.',
    { headers: { 'Content-Type': 'text/html' }, body: '<h1>Oops</h1>' },
    ['Oops'],
  ),
  error(502, 'An error without body is one.', { headers: {}, body: '' }, ['Bad Gateway']),
  error(
    503,
    'A date to try again is told as it is.',
    { headers: { 'Retry-After': 'Wed, 21 Oct 2037 07:28:00 GMT' }, body: '' },
    ['Wed, 21 Oct 2037 07:28:00 GMT'],
  ),
  exchange('error/bytes', {
    says: 'Bytes of an error are counted, not told.',
    answers: [{ status: 418, headers: { 'Content-Type': 'image/png' }, body: Uint8Array.of(137, 80, 78, 71) }],
    result: { isError: true, says: ['418', '4 bytes'] },
  }),
  exchange('error/request-id', {
    says: 'The id under which the API knows the request is told.',
    answers: [{ status: 500, headers: { 'X-Request-Id': 'req-4711' }, body: '' }],
    result: { isError: true, says: ['req-4711'] },
  }),
  exchange('error/with-schema', {
    says: 'An error is no answer of the declared schema, and the client takes it.',
    operation: {
      responses: {
        200: {
          description: 'Done',
          content: {
            'application/json': {
              schema: { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } },
            },
          },
        },
      },
    },
    answers: [{ status: 404, headers: { 'Content-Type': 'application/json' }, body: '{"message":"gone"}' }],
    result: { isError: true, says: ['gone'] },
  }),
];

const MOVED = (status: number, Location = '@origin@/moved?to=1'): CaseAnswer => ({
  status,
  headers: { Location },
  body: 'moved',
});
const ARRIVED: CaseAnswer = { at: '/moved', headers: { 'Content-Type': 'text/plain' }, body: 'arrived' };
const BODY: JsonObject = { requestBody: { content: { 'application/json': { schema: {} } } } };

const REDIRECTS = [
  ...[301, 302, 303, 307, 308].map((status) =>
    exchange(`redirect/${status}`, {
      says: `${status} is followed within the origin.`,
      answers: [MOVED(status), ARRIVED],
      requests: [{ method: 'GET' }, { method: 'GET', whole: '/moved?to=1' }],
      result: { text: 'arrived' },
    }),
  ),
  exchange('redirect/303-post', {
    says: 'After a POST, 303 is fetched by GET without the body.',
    method: 'post',
    operation: BODY,
    args: { body: { a: 1 } },
    answers: [MOVED(303), ARRIVED],
    requests: [
      { method: 'POST', body: '{"a":1}' },
      { method: 'GET', whole: '/moved?to=1', body: null },
    ],
    result: { text: 'arrived' },
  }),
  exchange('redirect/307-post', {
    says: '307 repeats the request as it was.',
    method: 'post',
    operation: BODY,
    args: { body: { a: 1 } },
    answers: [MOVED(307, '/moved?relative'), ARRIVED],
    requests: [
      { method: 'POST', body: '{"a":1}' },
      { method: 'POST', whole: '/moved?relative', body: '{"a":1}', headers: { 'content-type': 'application/json' } },
    ],
    result: { text: 'arrived' },
  }),
  exchange('redirect/loop', {
    says: 'A redirect without end is an error.',
    answers: [MOVED(302, '@origin@/again')],
    result: { isError: true, says: ['redirects'] },
  }),
  exchange('redirect/no-url', {
    says: 'A redirect to nowhere is an error.',
    answers: [MOVED(302, 'http://[nowhere')],
    requests: [{}],
    result: { isError: true },
  }),
];

const STREAMS: readonly FidelityCase[] = [
  exchange('stream/events', {
    says: 'An event stream comes as its events.',
    answers: [
      {
        headers: { 'Content-Type': 'text/event-stream' },
        chunks: [': hello\n\n', 'event: tick\nid: 1\ndata: {"n":\ndata: 1}\n\n', 'data: two\n', 'data: lines\n\n'],
      },
    ],
    result: { says: ['"event":"tick"', '"id":"1"', 'two\\nlines'] },
  }),
  exchange('stream/ndjson', {
    says: 'Lines of JSON come as they are.',
    answers: [{ headers: { 'Content-Type': 'application/x-ndjson' }, chunks: ['{"n":1}\n{"n"', ':2}\n'] }],
    result: { says: ['{"n":1}', '{"n":2}'] },
  }),
  exchange('stream/chunked', {
    says: 'An answer in chunks, broken in the middle of a character, is whole.',
    answers: [{ headers: { 'Content-Type': 'application/json' }, chunks: ['{"a":', '"Gr', 'ün"}'] }],
    result: { text: '{"a":"Grün"}', structured: { a: 'Grün' } },
  }),
  {
    ...exchange('stream/endless', {
      says: 'A stream that does not end gives what came in the time there is, and says so.',
      answers: [
        {
          headers: { 'Content-Type': 'text/event-stream' },
          chunks: ['data: {"n":1}\n\n', 'data: {"n":2}\n\n'],
          stalls: true,
        },
      ],
      result: { says: ['{"n":1}', '{"n":2}', '1000 ms'] },
    }),
    fixture: 'token',
  },
  exchange('stream/broken', {
    says: 'An answer that breaks off is an error or says so.',
    answers: [{ headers: { 'Content-Type': 'application/json', 'Content-Length': '1000' }, body: '{"a":', cut: true }],
    result: { isError: true },
  }),
];

/** Errors, redirects, streams. */
export const EXCHANGE_CASES: readonly FidelityCase[] = [...ERRORS, ...REDIRECTS, ...STREAMS];
