// Owns the cases of security schemes: which credential goes where, which of several is taken, and where none goes.
import type { FidelityCase } from '../case.ts';
import { NONE, OK, secured } from './secured.ts';

const SCHEMES = [
  secured('apiKey/header', {
    says: 'A key in a header; the document asks for it, so every operation does.',
    requests: [{ target: '', headers: { ...NONE, 'x-api-key': 'key-in-header' } }],
  }),
  secured('apiKey/query', {
    says: 'A key in the query is encoded, after the other parameters.',
    security: [{ queryKey: [] }],
    operation: { parameters: [{ name: 'a', in: 'query', schema: { type: 'string' } }] },
    args: { a: 'b' },
    requests: [{ target: '?a=b&api_key=key%20in%20query%26', headers: NONE }],
  }),
  secured('apiKey/cookie', {
    says: 'A key in a cookie stands beside other cookies.',
    security: [{ cookieKey: [] }],
    operation: { parameters: [{ name: 'a', in: 'cookie', schema: { type: 'string' } }] },
    args: { a: 'b' },
    requests: [{ headers: { ...NONE, cookie: 'a=b; SESSION=key-in-cookie' } }],
  }),
  secured('basic', {
    says: 'Basic is name and password in base64; the password may hold a colon.',
    security: [{ basic: [] }],
    requests: [{ headers: { ...NONE, authorization: `Basic ${Buffer.from('ada:love:lace').toString('base64')}` } }],
  }),
  secured('bearer', {
    says: 'A bearer token.',
    security: [{ bearer: [] }],
    requests: [{ headers: { ...NONE, authorization: 'Bearer bearer-token' } }],
  }),
  secured('custom', {
    says: 'Another HTTP scheme goes under its own name.',
    security: [{ custom: [] }],
    requests: [{ headers: { ...NONE, authorization: 'Token custom-token' } }],
  }),
  secured('oauth2/token', {
    says: 'A token that is there already is sent without asking anybody.',
    security: [{ oauthToken: ['read'] }],
    requests: [{ headers: { ...NONE, authorization: 'Bearer ready-made-token' } }],
  }),
];

const CHOICES = [
  secured('none/empty', {
    says: 'An empty list sends nothing, whatever the document says.',
    security: [],
    requests: [{ headers: NONE }],
  }),
  secured('or/first', {
    says: 'Of alternatives the first that can be met is taken, and no other.',
    security: [{ bearer: [] }, { headerKey: [] }],
    requests: [{ headers: { ...NONE, authorization: 'Bearer bearer-token' } }],
  }),
  secured('or/second', {
    says: 'An alternative without its credential is passed over.',
    security: [{ missing: [] }, { cookieKey: [] }],
    requests: [{ headers: { ...NONE, 'x-missing': null, cookie: 'SESSION=key-in-cookie' } }],
  }),
  secured('and/all', {
    says: 'All of one alternative are sent together.',
    security: [{ headerKey: [], basic: [], queryKey: [] }],
    requests: [
      {
        target: '?api_key=key%20in%20query%26',
        headers: {
          'x-api-key': 'key-in-header',
          authorization: `Basic ${Buffer.from('ada:love:lace').toString('base64')}`,
        },
      },
    ],
  }),
  secured('and/half', {
    says: 'An alternative that can be met by half is not sent by half.',
    security: [{ headerKey: [], missing: [] }, { cookieKey: [] }],
    requests: [{ headers: { ...NONE, cookie: 'SESSION=key-in-cookie' } }],
  }),
  secured('or/optional', {
    says: 'Where credentials are optional they are sent if they are there.',
    security: [{}, { bearer: [] }],
    requests: [{ headers: { ...NONE, authorization: 'Bearer bearer-token' } }],
  }),
  secured('or/optional-missing', {
    says: 'And nothing is if they are not.',
    security: [{ missing: [] }, {}],
    requests: [{ headers: NONE }],
  }),
];

const LEAKS = [
  secured('echo/basic', {
    says: 'Nor is the coded form of one.',
    security: [{ basic: [] }],
    answers: [
      {
        status: 403,
        body: `no: ${Buffer.from('ada:love:lace').toString('base64')} (ada, love:lace)`,
        headers: { 'Content-Type': 'text/plain' },
      },
    ],
    requests: [{}],
    result: { isError: true, says: ['no: '], hides: [Buffer.from('ada:love:lace').toString('base64'), 'love:lace'] },
  }),
  secured('echo/query', {
    says: 'Nor one that is a part of an address.',
    security: [{ queryKey: [] }],
    answers: [
      { status: 404, body: 'nothing at /x?api_key=key%20in%20query%26', headers: { 'Content-Type': 'text/plain' } },
    ],
    requests: [{}],
    result: { isError: true, says: ['nothing at'], hides: ['key%20in%20query'] },
  }),
  secured('redirect/other-origin', {
    says: 'A redirect to another origin is followed without any credential.',
    security: [{ headerKey: [], bearer: [], cookieKey: [] }],
    answers: [{ status: 302, headers: { Location: '@other@/elsewhere' } }, OK],
    requests: [
      { target: '', headers: { 'x-api-key': 'key-in-header' } },
      { host: 'other', whole: '/elsewhere', headers: NONE },
    ],
  }),
  secured('redirect/same-origin', {
    says: 'Within the origin it does.',
    security: [{ headerKey: [] }],
    answers: [{ status: 302, headers: { Location: '/inside' } }, OK],
    requests: [{ target: '' }, { whole: '/inside', headers: { 'x-api-key': 'key-in-header' } }],
  }),
  secured('echo', {
    says: 'A credential that the API repeats in an error is not told to the client.',
    security: [{ bearer: [] }],
    answers: [
      { status: 400, headers: { 'Content-Type': 'text/plain' }, body: 'bad token bearer-token in the request' },
    ],
    requests: [{}],
    result: { isError: true, says: ['bad token'], hides: ['bearer-token'] },
  }),
];

/** Security. */
export const CREDENTIAL_CASES: readonly FidelityCase[] = [...SCHEMES, ...CHOICES, ...LEAKS];
