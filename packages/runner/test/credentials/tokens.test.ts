import { startUpstream, type Upstream, type UpstreamRequest } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { startAuthority, type Authority } from './authority.ts';
import { openCredentials, planFor } from './open-credentials.ts';

const client = { clientId: 'my-client_1', clientSecret: 'canary/secret+1' };

function oauth(authority: Pick<Authority, 'tokenUrl'>, flow: object = {}): Readonly<Record<string, unknown>> {
  return {
    oauth: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: authority.tokenUrl, scopes: {}, ...flow } } },
  };
}

function with_(credential: object): { readonly credentials: Readonly<Record<string, string>> } {
  return { credentials: { oauth: JSON.stringify(credential) } };
}

function bearers(upstream: Upstream): readonly (string | undefined)[] {
  return upstream.requests.map(({ headers }) => headers.authorization);
}

test('R30: client credentials become a token, which is used until it expires', async () => {
  await using authority = await startAuthority();
  await using upstream = await startUpstream();
  await using open = await openCredentials(with_(client));
  const plan = await planFor(upstream.url, oauth(authority), [{ oauth: ['write', 'read'] }]);
  for (const pauseMs of [0, 1_000_000, 2_500_000, 100_000]) {
    open.clock.advance(pauseMs);
    expect((await open.call(plan)).status).toBe(200);
  }
  expect(bearers(upstream)).toEqual(['Bearer token-1', 'Bearer token-1', 'Bearer token-1', 'Bearer token-2']);
  const basic = `Basic ${btoa('my-client_1:canary%2Fsecret%2B1')}`;
  expect(authority.questions[0]).toEqual({
    form: { grant_type: 'client_credentials', scope: 'read write' },
    authorization: basic,
  });
});

test('R30: what the credential says goes to the authority: method, scope, audience, resource, token URL', async () => {
  await using authority = await startAuthority();
  await using upstream = await startUpstream();
  const more = { scope: 'all', audience: 'https://api', resource: 'https://r', tokenUrl: authority.tokenUrl };
  await using open = await openCredentials(with_({ ...client, ...more, authMethod: 'post' }));
  const flows = { clientCredentials: { tokenUrl: 'http://127.0.0.1:9/nowhere', scopes: {} } };
  await open.call(await planFor(upstream.url, { oauth: { type: 'oauth2', flows } }, [{ oauth: ['read'] }]));
  expect(authority.questions).toEqual([
    {
      authorization: undefined,
      form: {
        grant_type: 'client_credentials',
        client_id: client.clientId,
        client_secret: client.clientSecret,
        scope: 'all',
        audience: 'https://api',
        resource: 'https://r',
      },
    },
  ]);
});

test('R30: a refresh token becomes an access token, and a changed one is used the next time', async () => {
  await using authority = await startAuthority();
  await using upstream = await startUpstream();
  authority.answer((_question, count) => ({
    body: {
      access_token: `a-${count}`,
      token_type: 'bearer',
      expires_in: 60,
      refresh_token: `canary-refresh-${count}`,
      id_token: 'x.y.z',
    },
  }));
  await using open = await openCredentials(with_({ ...client, refreshToken: 'first-refresh' }));
  const flows = {
    authorizationCode: { tokenUrl: 'https://id.invalid', refreshUrl: `${authority.url}/refresh`, scopes: {} },
  };
  const plan = await planFor(upstream.url, { oauth: { type: 'oauth2', flows } });
  for (const pauseMs of [0, 60_000, 60_000]) {
    open.clock.advance(pauseMs);
    await open.call(plan);
  }
  expect(authority.questions.map(({ form }) => form)).toEqual([
    { grant_type: 'refresh_token', refresh_token: 'first-refresh' },
    { grant_type: 'refresh_token', refresh_token: 'canary-refresh-1' },
    { grant_type: 'refresh_token', refresh_token: 'canary-refresh-2' },
  ]);
  expect(open.lines.filter((line) => line.includes('changes the refresh token'))).toHaveLength(1);
  expect(open.redaction.redact('told canary-refresh-3 and first-refresh')).toBe('told [redacted] and [redacted]');
});

test('R30: OpenID Connect discovery leads to the token endpoint, by its address or by the issuer', async () => {
  await using authority = await startAuthority({ token_endpoint_auth_methods_supported: ['client_secret_post'] });
  await using upstream = await startUpstream();
  for (const url of ['/.well-known/openid-configuration', '/', '/realms/a']) {
    await using open = await openCredentials(with_(client));
    const openIdConnectUrl = `${authority.url}${url}`;
    await open.call(await planFor(upstream.url, { oauth: { type: 'openIdConnect', openIdConnectUrl } }));
  }
  expect(bearers(upstream)).toEqual(['Bearer token-1', 'Bearer token-2', 'Bearer token-3']);
  expect(authority.questions[0]?.form).toMatchObject({ client_secret: client.clientSecret });
  const wellKnown = '/.well-known/openid-configuration';
  expect(authority.read).toEqual([wellKnown, wellKnown, `/realms/a${wellKnown}`]);
});

test('R30: the metadata of an OpenAPI 3.2 scheme leads to the token endpoint', async () => {
  await using authority = await startAuthority();
  await using upstream = await startUpstream();
  await using open = await openCredentials(with_(client));
  const oauth2MetadataUrl = `${authority.url}/.well-known/oauth-authorization-server`;
  await open.call(await planFor(upstream.url, { oauth: { type: 'oauth2', flows: {}, oauth2MetadataUrl } }));
  expect(authority.read).toEqual(['/.well-known/oauth-authorization-server']);
  expect(bearers(upstream)).toEqual(['Bearer token-1']);
});

test('R32: a hundred calls at once with an expired token make one token request', async () => {
  await using authority = await startAuthority();
  await using upstream = await startUpstream();
  await using open = await openCredentials(with_(client));
  const plan = await planFor(upstream.url, oauth(authority));
  await open.call(plan);
  open.clock.advance(3_600_000);
  await Promise.all(Array.from({ length: 100 }, () => open.call(plan)));
  expect(authority.questions).toHaveLength(2);
  expect(bearers(upstream).filter((bearer) => bearer === 'Bearer token-2')).toHaveLength(100);
});

test('R32: a hundred calls that are refused at once make one new token and are each sent once more', async () => {
  await using authority = await startAuthority();
  const accepts = (request: UpstreamRequest) => request.headers.authorization !== 'Bearer token-1';
  await using upstream = await startUpstream({ handler: (request) => ({ status: accepts(request) ? 200 : 401 }) });
  await using open = await openCredentials(with_(client));
  const plan = await planFor(upstream.url, oauth(authority));
  const answers = await Promise.all(Array.from({ length: 100 }, () => open.call(plan)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(authority.questions).toHaveLength(2);
  expect(upstream.requests).toHaveLength(200);
});

test('R32: an API that refuses new tokens too is answered as it answers, without asking for more and more', async () => {
  await using authority = await startAuthority();
  await using upstream = await startUpstream({ handler: () => ({ status: 401 }) });
  await using open = await openCredentials(with_(client));
  const plan = await planFor(upstream.url, oauth(authority));
  for (let call = 0; call < 5; call += 1) expect((await open.call(plan)).status).toBe(401);
  expect(upstream.requests).toHaveLength(6);
  expect(authority.questions).toHaveLength(2);
  open.clock.advance(1_000);
  await open.call(plan);
  expect(authority.questions).toHaveLength(3);
});

test('R31: only what the chosen alternative needs is fetched and sent', async () => {
  await using authority = await startAuthority();
  await using upstream = await startUpstream();
  const key = { type: 'apiKey', in: 'header', name: 'X-Key' };
  await using open = await openCredentials({ credentials: { ...with_(client).credentials, key: 'canary-key' } });
  await open.call(await planFor(upstream.url, { ...oauth(authority), key }, [{ key: [] }, { oauth: [] }]));
  expect(authority.questions).toHaveLength(0);
  await open.call(await planFor(upstream.url, { ...oauth(authority), key }, []));
  await open.call(await planFor(upstream.url, { ...oauth(authority), key }, [{ key: [], oauth: [] }]));
  expect(upstream.requests.map(({ headers }) => [headers['x-key'], headers.authorization])).toEqual([
    ['canary-key', undefined],
    [undefined, undefined],
    ['canary-key', 'Bearer token-1'],
  ]);
});

test('an API that asks who is there, where no credential suffices, is answered with those that would do', async () => {
  await using upstream = await startUpstream({ handler: () => ({ status: 401, body: 'who?' }) });
  await using open = await openCredentials({ credentials: { key: 'some-key' } });
  const schemes = {
    key: { type: 'apiKey', in: 'header', name: 'X-Key' },
    tls: { type: 'mutualTLS' },
    login: { type: 'http', scheme: 'basic' },
    ...oauth({ tokenUrl: 'https://id.example' }),
  };
  const refused = await open.call(
    await planFor(upstream.url, schemes, [{ key: [], tls: [] }, { login: [] }, { oauth: [] }]),
  );
  expect(refused.notes?.join()).toContain(
    'It asks for "key" (a key in the header "X-Key") and "tls" (a client certificate, MCPM_CLIENT_CERT), or "login" (HTTP basic), or "oauth" (an OAuth2 client or a token).',
  );
  for (const security of [[{ key: [] }], [], [{}]])
    expect((await open.call(await planFor(upstream.url, schemes, security))).notes).toBeUndefined();
});
