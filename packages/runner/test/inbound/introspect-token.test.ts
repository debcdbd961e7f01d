import { expect, test } from 'vitest';
import { startKeyAuthority } from './key-authority.ts';
import { openListener } from './open-listener.ts';

test('R35: an opaque token is asked about with the client of the token exchange, and is good for what is said', async () => {
  const more: Record<string, unknown> = {};
  await using authority = await startKeyAuthority('/.well-known/oauth-authorization-server', more);
  more['introspection_endpoint'] = `${authority.url}/introspect`;
  const exchange = { tokenUrl: `${authority.url}/token`, clientId: 'mcpm', clientSecret: 'hush-hush' };
  await using listener = await openListener({
    oauthIssuer: authority.url,
    oauthScopes: ['pets'],
    tokenExchange: JSON.stringify(exchange),
  });
  const facts: Record<string, unknown> = {
    good: { active: true, sub: 'alice', scope: 'pets', aud: listener.url, iss: authority.url },
    revoked: { active: false },
    foreign: { active: true, sub: 'alice', scope: 'pets', aud: 'https://api.example.com' },
    anywhere: { active: true, sub: 'alice', scope: 'pets' },
    poor: { active: true, sub: 'alice', aud: [listener.url] },
  };
  const asked: string[] = [];
  authority.answer(({ token = '' }) => {
    asked.push(token);
    return { body: facts[token] };
  });
  const status = async (token: string) => (await listener.ask({ authorization: `Bearer ${token}` })).status;
  expect(await Promise.all(Object.keys(facts).map(status))).toEqual([200, 401, 401, 401, 403]);
  expect(await status('good')).toBe(200);
  expect(asked.filter((token) => token === 'good')).toHaveLength(1);
  const known = await listener.ask({ authorization: 'Bearer good' });
  expect(await known.json()).toEqual({ principal: `${authority.url} user alice`, headers: {}, token: 'good' });
});

test("the client's secret is not shown to another server that the metadata names", async () => {
  await using other = await startKeyAuthority();
  const more = { introspection_endpoint: `${other.url}/introspect` };
  await using issuer = await startKeyAuthority('/.well-known/oauth-authorization-server', more);
  const exchange = { tokenUrl: `${issuer.url}/token`, clientId: 'mcpm', clientSecret: 'hush-hush' };
  await using listener = await openListener({ oauthIssuer: issuer.url, tokenExchange: JSON.stringify(exchange) });
  const answer = await listener.ask({ authorization: 'Bearer opaque' });
  expect([answer.status, other.asked]).toEqual([401, []]);
});
