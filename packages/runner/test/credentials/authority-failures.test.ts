import { eventually, startUpstream } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { startAuthority, type Authority } from './authority.ts';
import { openCredentials, planFor, type OpenCredentials } from './open-credentials.ts';

const credentials = { oauth: JSON.stringify({ clientId: 'me', clientSecret: 'canary-secret' }) };

function oauth(tokenUrl: string): Readonly<Record<string, unknown>> {
  return { oauth: { type: 'oauth2', flows: { clientCredentials: { tokenUrl, scopes: {} } } } };
}

async function failureOf(open: OpenCredentials, scheme: Readonly<Record<string, unknown>>): Promise<string> {
  await using upstream = await startUpstream();
  const error: unknown = await open.call(await planFor(upstream.url, scheme)).catch((reason: unknown) => reason);
  expect(upstream.requests).toEqual([]);
  if (!(error instanceof Error) || error.name !== 'UpstreamFailure') throw new Error(`No failure: ${String(error)}`);
  return error.message;
}

async function refusedWith(authority: Authority, answer: Parameters<Authority['answer']>[0]): Promise<string> {
  authority.answer(answer);
  await using open = await openCredentials({ credentials });
  return failureOf(open, oauth(authority.tokenUrl));
}

test('a refusal of the authority is told with its reason, its host and the next step', async () => {
  await using authority = await startAuthority();
  const { host } = new URL(authority.url);
  const challenge = { 'WWW-Authenticate': 'Basic realm="x"' };
  const body = { error: 'invalid_client', error_description: 'Unknown\nclient' };
  expect(await refusedWith(authority, () => ({ status: 401, headers: challenge, body }))).toBe(
    `There is no access token for the security scheme "oauth": the authority at ${host} answered 401 invalid_client (Unknown client). ` +
      'Check clientId and clientSecret of that credential (MCPM_CREDENTIALS); "authMethod" is how they are sent: "basic" or "post".',
  );
  const scope = await refusedWith(authority, () => ({ status: 400, body: { error: 'invalid_scope' } }));
  expect(scope).toContain('answered 400 invalid_scope. Set "scope" of that credential');
  expect(await refusedWith(authority, () => ({ status: 503, body: '<html>' }))).toContain('503. Try again later.');
});

test('an answer that is no token is told as that', async () => {
  await using authority = await startAuthority();
  const cases: readonly [object | string, RegExp][] = [
    ['<html>', /answered 200\. Check that credential/],
    [{ token_type: 'bearer' }, /cannot be used: .*access_token/],
    [{ access_token: 'x', token_type: 'mac' }, /cannot be used: .*token_type/],
    [{ access_token: 'x', token_type: 'bearer', expires_in: 'soon' }, /cannot be used: .*expires_in/],
  ];
  for (const [body, told] of cases) expect(await refusedWith(authority, () => ({ body }))).toMatch(told);
});

test('an authority that cannot be reached, or must not be asked, is told by host', async () => {
  await using open = await openCredentials({ credentials });
  const gone = await failureOf(open, oauth('http://127.0.0.1:9/token'));
  expect(gone).toMatch(/scheme "oauth": asking its authority failed\. .*127\.0\.0\.1:9 could not be reached/);
  expect(await failureOf(open, oauth('http://id.example/token?x=1'))).toContain(
    'its token URL http://id.example/token is not https',
  );
  expect(await failureOf(open, { oauth: { type: 'oauth2', flows: {} } })).toContain(
    'Set "tokenUrl" of that credential',
  );
});

test('metadata that leads nowhere is told as that', async () => {
  await using authority = await startAuthority({ token_endpoint: undefined });
  await using far = await startAuthority({ token_endpoint: 'http://id.example/token' });
  await using open = await openCredentials({ credentials });
  const scheme = (url: string) => ({ oauth: { type: 'openIdConnect', openIdConnectUrl: url } });
  expect(await failureOf(open, scheme(authority.url))).toContain('is no metadata that names a token endpoint');
  expect(await failureOf(open, scheme(far.url))).toContain('http://id.example/token is not https');
});

test('an authority that fails is left alone for a while, and as long as it asks for', async () => {
  await using authority = await startAuthority();
  await using upstream = await startUpstream();
  await using open = await openCredentials({ credentials });
  const plan = await planFor(upstream.url, oauth(authority.tokenUrl));
  const attempt = () =>
    open.call(plan).then(
      ({ status }) => status,
      () => 'no token',
    );
  authority.answer(() => ({ status: 500 }));
  expect(await Promise.all(Array.from({ length: 20 }, attempt))).toEqual(Array.from({ length: 20 }, () => 'no token'));
  expect(authority.questions).toHaveLength(1);
  open.clock.advance(1_000);
  authority.answer(() => ({ status: 429, headers: { 'Retry-After': '20' } }));
  await attempt();
  open.clock.advance(19_000);
  await attempt();
  expect(authority.questions).toHaveLength(2);
  open.clock.advance(1_000);
  authority.answer(() => ({ body: { access_token: 'good', token_type: 'bearer' } }));
  expect(await attempt()).toBe(200);
  open.clock.advance(1_000_000_000);
  expect(await attempt()).toBe(200);
  expect(authority.questions).toHaveLength(3);
});

test('a token in its last seconds is used when no new one is to be had', async () => {
  await using authority = await startAuthority();
  await using upstream = await startUpstream();
  await using open = await openCredentials({ credentials });
  const plan = await planFor(upstream.url, oauth(authority.tokenUrl));
  await open.call(plan);
  authority.answer(() => ({ status: 500 }));
  open.clock.advance(3_600_000 - 10_000);
  expect((await open.call(plan)).status).toBe(200);
  open.clock.advance(10_000);
  await expect(open.call(plan)).rejects.toThrow('answered 500');
});

test('a call that is cancelled while it waits for a token leaves at once, the others get theirs', async () => {
  await using authority = await startAuthority();
  await using upstream = await startUpstream();
  await using open = await openCredentials({ credentials });
  const gate = Promise.withResolvers<void>();
  authority.answer(async () => {
    await gate.promise;
    return { body: { access_token: 'late', token_type: 'bearer' } };
  });
  const plan = await planFor(upstream.url, oauth(authority.tokenUrl));
  const leaving = new AbortController();
  const left = open.call(plan, leaving.signal);
  const stayed = open.call(plan);
  await eventually(() => expect(authority.questions).toHaveLength(1));
  leaving.abort(new Error('gone'));
  await expect(left).rejects.toThrow('gone');
  gate.resolve();
  expect((await stayed).status).toBe(200);
  expect(authority.questions).toHaveLength(1);
});
