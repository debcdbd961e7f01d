// Owns the cases of tokens that are asked for: OAuth2, OpenID Connect, and what becomes of a refusal.
import type { CaseAnswer, FidelityCase, JsonObject } from '../case.ts';
import { NONE, OK, secured } from './secured.ts';

const TOKEN = (at: string, token: string, more: JsonObject = {}): CaseAnswer => ({
  at,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ access_token: token, token_type: 'Bearer', expires_in: 3600, ...more }),
});

function client(id: string, secret: string): string {
  return `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
}

const GRANTED = [
  secured('oauth2/client-credentials', {
    says: 'Client credentials become a token, once; the second call has it already.',
    security: [{ clientCredentials: ['read'] }],
    times: 2,
    answers: [TOKEN('/oauth/client/token', 'fresh-token'), OK],
    requests: [
      {
        method: 'POST',
        whole: '/oauth/client/token',
        headers: {
          authorization: client('fidelity', 's3cret%26'),
          'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
        },
        body: 'scope=read+write&grant_type=client_credentials',
      },
      { target: '', headers: { ...NONE, authorization: 'Bearer fresh-token' } },
      { target: '', headers: { ...NONE, authorization: 'Bearer fresh-token' } },
    ],
  }),
  secured('oauth2/refresh', {
    says: 'A refresh token becomes a token.',
    security: [{ refreshing: [] }],
    answers: [TOKEN('/oauth/refresh/token', 'refreshed-token', { refresh_token: 'refresh-2' }), OK],
    requests: [
      { method: 'POST', whole: '/oauth/refresh/token' },
      { target: '', headers: { ...NONE, authorization: 'Bearer refreshed-token' } },
    ],
  }),
  secured('openIdConnect', {
    says: 'OpenID Connect is asked where its tokens come from.',
    security: [{ discovered: [] }],
    answers: [
      {
        at: '/oidc/.well-known/',
        headers: { 'Content-Type': 'application/json' },
        body: '{"issuer":"@origin@/oidc","token_endpoint":"@origin@/oidc/token","authorization_endpoint":"@origin@/oidc/ask","jwks_uri":"@origin@/oidc/keys","response_types_supported":["code"],"subject_types_supported":["public"],"id_token_signing_alg_values_supported":["RS256"]}',
      },
      TOKEN('/oidc/token', 'discovered-token'),
      OK,
    ],
    requests: [
      { method: 'GET', whole: '/oidc/.well-known/openid-configuration' },
      { method: 'POST', whole: '/oidc/token' },
      { target: '', headers: { ...NONE, authorization: 'Bearer discovered-token' } },
    ],
  }),
  secured('oauth2/at-once', {
    says: 'A hundred calls at once ask for one token.',
    security: [{ crowded: [] }],
    atOnce: 100,
    answers: [TOKEN('/oauth/crowd/token', 'crowd-token'), OK],
    requests: [
      { method: 'POST', whole: '/oauth/crowd/token' },
      ...Array.from({ length: 100 }, () => ({ target: '', headers: { authorization: 'Bearer crowd-token' } })),
    ],
  }),
  secured('oauth2/replay', {
    says: 'A token that the API refuses is replaced, and the call made once more.',
    security: [{ replayed: [] }],
    answers: [
      TOKEN('/oauth/replay/token', 'old-token'),
      TOKEN('/oauth/replay/token', 'new-token'),
      { status: 401, body: 'expired' },
      OK,
    ],
    requests: [
      { method: 'POST', whole: '/oauth/replay/token' },
      { target: '', headers: { authorization: 'Bearer old-token' } },
      { method: 'POST', whole: '/oauth/replay/token' },
      { target: '', headers: { authorization: 'Bearer new-token' } },
    ],
    result: { text: '{"ok":true}' },
  }),
];

const REFUSED = [
  secured('oauth2/refused', {
    says: 'An authority that refuses is an error that says why; the API is not called, and no secret is told.',
    security: [{ refused: [] }],
    answers: [
      {
        at: '/oauth/refuse/token',
        status: 401,
        headers: { 'Content-Type': 'application/json' },
        body: '{"error":"invalid_client","error_description":"nobody with wr0ng-s3cret"}',
      },
    ],
    requests: [{ method: 'POST', whole: '/oauth/refuse/token' }],
    result: { isError: true, says: ['invalid_client'], hides: ['wr0ng-s3cret'] },
  }),
  secured('apiKey/header-parameter', {
    says: 'A header that is both a parameter and a key carries the key.',
    operation: { parameters: [{ name: 'x-api-key', in: 'header', schema: { type: 'string' } }] },
    args: { 'x-api-key': 'guess' },
    requests: [{ headers: { 'x-api-key': 'key-in-header' } }],
  }),
  secured('apiKey/query-parameter', {
    says: 'The same for the query.',
    security: [{ queryKey: [] }],
    operation: { parameters: [{ name: 'api_key', in: 'query', schema: { type: 'string' } }] },
    args: { api_key: 'guess' },
    requests: [{ target: '?api_key=key%20in%20query%26' }],
  }),
];

/** Tokens that are asked for. */
export const AUTHORITY_CASES: readonly FidelityCase[] = [...GRANTED, ...REFUSED];
