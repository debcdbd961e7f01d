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

  it('yield to headers of the caller', async () => {
    const { headers } = await send([{ bearer: [] }], { authToken: 't', headers: { Authorization: 'Custom x' } });
    expect(headers).toMatchObject({ Authorization: 'Custom x' });
    expect(headers).not.toHaveProperty('authorization');
  });
});
