import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildRequest, type HttpRequest, type RequestContext } from '../../src/index.ts';
import { planOf } from '../one-operation.ts';

const securitySchemes = {
  key: { type: 'apiKey', in: 'header', name: 'X-Key' },
  queryKey: { type: 'apiKey', in: 'query', name: 'api key' },
  cookieKey: { type: 'apiKey', in: 'cookie', name: 'sid' },
  headerToken: { type: 'apiKey', in: 'header', name: 'Authorization' },
  basic: { type: 'http', scheme: 'basic' },
  bearer: { type: 'http', scheme: 'Bearer' },
  oauth: { type: 'oauth2', flows: {} },
  openid: { type: 'openIdConnect', openIdConnectUrl: 'https://x' },
  tls: { type: 'mutualTLS', deprecated: true },
};

async function send(security: unknown, context: RequestContext): Promise<HttpRequest> {
  const plan = await planOf(security === undefined ? {} : { security }, { rest: { components: { securitySchemes } } });
  return buildRequest(plan, {}, context);
}

describe('credentials', () => {
  it('go where each scheme wants them', async () => {
    const credentials = { key: 'k', queryKey: 'a&b', cookieKey: 'c;d', basic: 'me:secret' };
    expect((await send([{ key: [] }], { credentials })).headers['X-Key']).toBe('k');
    expect((await send([{ queryKey: [] }], { credentials })).url).toBe(
      'https://api.example.com/v1/things?api%20key=a%26b',
    );
    expect((await send([{ cookieKey: [] }], { credentials })).headers['cookie']).toBe('sid=c%3Bd');
    expect((await send([{ basic: [] }], { credentials })).headers['authorization']).toBe(
      `Basic ${Buffer.from('me:secret').toString('base64')}`,
    );
    for (const name of ['bearer', 'oauth', 'openid', 'headerToken'])
      expect((await send([{ [name]: [] }], { authToken: 't' })).headers['authorization']).toBe('Bearer t');
  });

  it('are those of the first alternative that is satisfied completely', async () => {
    const security = [{ key: [], basic: [] }, { key: [], queryKey: [] }, { bearer: [] }, {}];
    const both = await send(security, { authToken: 't', credentials: { key: 'k', queryKey: 'q' } });
    expect(both.headers).toMatchObject({ 'X-Key': 'k' });
    expect(both.headers).not.toHaveProperty('authorization');
    expect((await send(security, { authToken: 't', credentials: { key: 'k' } })).headers).toMatchObject({
      authorization: 'Bearer t',
    });
  });

  it('are not sent where none are asked for, or where they do not suffice', async () => {
    const context = { authToken: 't', credentials: { key: 'k' } };
    for (const security of [[], [{}], [{ key: [], basic: [] }]]) {
      const { headers } = await send(security, context);
      expect(headers).not.toHaveProperty('authorization');
      expect(headers).not.toHaveProperty('X-Key');
    }
  });

  it('go as a bearer token where the document says nothing of security', async () => {
    expect((await send(undefined, { authToken: 't' })).headers['authorization']).toBe('Bearer t');
    expect((await send(undefined, {})).headers).not.toHaveProperty('authorization');
  });

  it('R31: are those of the first alternative that is complete, whatever stands in the table', async () => {
    const credentials = { key: 'k', queryKey: 'q', cookieKey: 'c', basic: 'u:p', oauth: 'o' };
    const basic = `Basic ${Buffer.from('u:p').toString('base64')}`;
    const pick = (...names: readonly (keyof typeof credentials)[]) =>
      Object.fromEntries(names.map((name) => [name, credentials[name]]));
    const table: readonly [security: unknown, context: RequestContext, sent: readonly string[]][] = [
      [[{ key: [] }, { basic: [] }], { credentials }, ['X-Key: k']],
      [[{ key: [] }, { basic: [] }], { credentials: pick('basic') }, [`authorization: ${basic}`]],
      [[{ key: [], basic: [] }], { credentials }, ['X-Key: k', `authorization: ${basic}`]],
      [[{ key: [], basic: [] }], { credentials: pick('key') }, []],
      [[{ key: [], unknown: [] }, { cookieKey: [] }], { credentials: pick('key', 'cookieKey') }, ['cookie: sid=c']],
      [[{ unknown: [] }], { credentials }, []],
      [[{}, { key: [] }], { credentials }, ['X-Key: k']],
      [[{}, { key: [] }], {}, []],
      [[], { credentials, authToken: 't', clientCertificate: true }, []],
      [[{ oauth: ['read'] }], { credentials, authToken: 't' }, ['authorization: Bearer o']],
      [[{ oauth: ['read'] }], { authToken: 'Bearer t' }, ['authorization: Bearer t']],
      [[{ bearer: [], oauth: [] }], { authToken: 't' }, ['authorization: Bearer t']],
      [[{ basic: [] }], { credentials: { basic: 'sk_key' } }, [`authorization: Basic ${btoa('sk_key:')}`]],
      [[{ tls: [], key: [] }, { queryKey: [] }], { credentials, clientCertificate: true }, ['X-Key: k']],
      [[{ tls: [], key: [] }, { cookieKey: [] }], { credentials }, ['cookie: sid=c']],
      [[{ basic: [], oauth: [] }, { key: [] }], { credentials }, ['X-Key: k']],
      [[{ '#/components/securitySchemes/key': [] }], { credentials }, ['X-Key: k']],
    ];
    for (const [security, context, sent] of table) {
      const { headers, url } = await send(security, context);
      const { accept: _accept, ...rest } = headers;
      expect(Object.entries(rest).map(([name, value]) => `${name}: ${value}`)).toEqual(sent);
      expect(url).toBe('https://api.example.com/v1/things');
    }
  });

  it('R31: are exactly what OR of ANDs says, for any alternatives and any credentials', async () => {
    const names = ['a', 'b', 'c', 'd'];
    const keys = names.map((name) => [name, { type: 'apiKey', in: 'header', name: `X-${name}` }]);
    const rest = { components: { securitySchemes: Object.fromEntries(keys) } };
    const some = fc.uniqueArray(fc.constantFrom(...names, 'unknown'));
    await fc.assert(
      fc.asyncProperty(fc.array(some, { maxLength: 5 }), fc.subarray(names), async (alternatives, known) => {
        const security = alternatives.map((schemes) => Object.fromEntries(schemes.map((name) => [name, []])));
        const credentials = Object.fromEntries(known.map((name) => [name, `secret of ${name}`]));
        const { headers } = buildRequest(await planOf({ security }, { rest }), {}, { credentials });
        const first = alternatives.find((one) => one.length > 0 && one.every((name) => known.includes(name)));
        const sent = names.filter((name) => headers[`X-${name}`] !== undefined);
        expect(sent).toEqual((first ?? []).toSorted());
      }),
    );
  });

  it('that want the same header are refused by name where there is no other way in', async () => {
    const credentials = { basic: 'u:p', oauth: 'o' };
    await expect(send([{ basic: [], oauth: [] }], { credentials })).rejects.toThrow(
      'The credentials of "basic" and "oauth" both want the header "authorization"',
    );
    expect((await send([{ basic: [], oauth: [] }, {}], { credentials })).headers).not.toHaveProperty('authorization');
  });

  it('yield to headers of the caller', async () => {
    const { headers } = await send([{ bearer: [] }], { authToken: 't', headers: { Authorization: 'Custom x' } });
    expect(headers).toMatchObject({ Authorization: 'Custom x' });
    expect(headers).not.toHaveProperty('authorization');
  });
});
