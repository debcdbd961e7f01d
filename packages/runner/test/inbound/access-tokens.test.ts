import { expect, test } from 'vitest';
import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { startKeyAuthority, type TokenWish } from './key-authority.ts';
import { openListener } from './open-listener.ts';

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

async function open(options: Parameters<typeof openListener>[0] = {}) {
  const authority = await startKeyAuthority();
  const listener = await openListener({ oauthIssuer: authority.url, ...options });
  const show = async (wish?: TokenWish, audience = listener.url) =>
    listener.ask(bearer(await authority.sign(audience, wish)));
  return {
    authority,
    listener,
    show,
    [Symbol.asyncDispose]: async () => {
      await listener[Symbol.asyncDispose]();
      await authority[Symbol.asyncDispose]();
    },
  };
}

test('R35: a good access token is let in as its subject, and its issuer is asked once', async () => {
  await using server = await open();
  const token = await server.authority.sign(server.listener.url);
  const answers = await Promise.all(Array.from({ length: 20 }, () => server.listener.ask(bearer(token))));
  for (const answer of answers) {
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ principal: `${server.authority.url} user alice`, headers: {} });
  }
  expect((await server.show({ claims: { sub: 'bob' } })).status).toBe(200);
  const machine = await server.show({ claims: { sub: undefined, client_id: 'robot' } });
  expect(await machine.json()).toMatchObject({ principal: `${server.authority.url} client robot` });
  expect(server.authority.asked).toEqual(['/.well-known/oauth-authorization-server', '/keys']);
});

test.each<readonly [what: string, wish: TokenWish, reason: string]>([
  ['has expired', { expiresIn: -60 }, 'has expired'],
  ['is not good yet', { claims: { nbf: Math.floor(Date.now() / 1_000) + 600 } }, 'not good yet'],
  ['is from another issuer', { claims: { iss: 'https://evil.test' } }, 'another issuer'],
  ['has no expiry', { claims: { exp: undefined } }, 'missing or wrong'],
  ['names nobody', { claims: { sub: undefined } }, 'no subject'],
  ['is bound to a key', { claims: { cnf: { jkt: 'x' } } }, 'bound to a key'],
  ['is an ID token', { header: { typ: 'JWT' }, claims: { nonce: 'n' } }, 'ID token'],
  ['is a logout token', { header: { typ: 'logout+jwt' } }, 'no access token'],
])('R35: a token that %s is refused, and told why', async (_what, wish, reason) => {
  await using server = await open();
  const answer = await server.show(wish);
  expect(answer.status).toBe(401);
  const challenge = answer.headers.get('www-authenticate') ?? '';
  expect(challenge).toContain('error="invalid_token"');
  expect(challenge).toContain(reason);
  expect(challenge).toContain(
    `resource_metadata="http://127.0.0.1:${server.listener.port}/.well-known/oauth-protected-resource/mcp"`,
  );
});

test('R35: a token for another audience is refused; every name of this server is one of its audiences', async () => {
  await using server = await open();
  const { port } = server.listener;
  for (const audience of ['https://api.example.com', `http://127.0.0.1:${port + 1}/mcp`, `http://127.0.0.1:${port}`]) {
    const answer = await server.show({}, audience);
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, expect.stringContaining('audience')]);
  }
  for (const audience of [`http://localhost:${port}/mcp`, `http://[::1]:${port}/mcp/`])
    expect((await server.show({}, audience)).status).toBe(200);
  const many = await server.show({ claims: { aud: ['https://api.example.com', server.listener.url] } });
  expect(many.status).toBe(200);
});

test('R35: a configured audience, or else the public URL, is the only one', async () => {
  await using named = await open({ oauthAudience: 'my-api' });
  expect((await named.show({}, 'my-api')).status).toBe(200);
  expect((await named.show()).status).toBe(401);
  await using proxied = await open({ publicUrl: 'https://mcp.example.com/pets' });
  expect((await proxied.show({}, 'https://mcp.example.com/pets')).status).toBe(200);
  expect((await proxied.show()).status).toBe(401);
});

test('R35: unsigned tokens, foreign signatures and shared secrets are refused', async () => {
  await using server = await open();
  const claims = {
    iss: server.authority.url,
    sub: 'alice',
    aud: server.listener.url,
    exp: Math.floor(Date.now() / 1_000) + 60,
  };
  const unsigned = new UnsecuredJWT(claims).encode();
  const { privateKey } = await generateKeyPair('ES256');
  const foreign = await new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: '1' }).sign(privateKey);
  const secret = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', kid: '1' })
    .sign(new TextEncoder().encode('x'.repeat(32)));
  const good = await server.authority.sign(server.listener.url);
  const [head, body] = good.split('.');
  for (const token of [unsigned, foreign, secret, `${head}.${body}.`, 'opaque', `${good}x`, `${good} `.repeat(2)]) {
    const answer = await server.listener.ask(bearer(token));
    expect([token, answer.status]).toEqual([token, 401]);
    expect(JSON.stringify([await answer.json(), ...answer.headers])).not.toContain(body);
  }
  expect(server.listener.lines.join('')).not.toContain(body);
});

test('R35: a token counts in the Authorization header only', async () => {
  await using server = await open();
  const token = await server.authority.sign(server.listener.url);
  const answer = await server.listener.ask({ cookie: `token=${token}` }, `/mcp?access_token=${token}`);
  expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([
    401,
    `Bearer resource_metadata="http://127.0.0.1:${server.listener.port}/.well-known/oauth-protected-resource/mcp"`,
  ]);
});

test('R35: a token without a scope that is needed is refused with 403 and all scopes that are needed', async () => {
  await using server = await open({ oauthScopes: ['pets:read', 'pets:write'] });
  expect((await server.show({ claims: { scope: 'pets:write openid pets:read' } })).status).toBe(200);
  expect((await server.show({ claims: { scp: ['pets:read', 'pets:write'] } })).status).toBe(200);
  const lacking = await server.show({ claims: { scope: 'pets:read' } });
  expect(lacking.status).toBe(403);
  expect(lacking.headers.get('www-authenticate')).toMatch(/error="insufficient_scope".*scope="pets:read pets:write"/);
  expect((await server.listener.ask()).headers.get('www-authenticate')).toContain('scope="pets:read pets:write"');
});

test('the one token of the operator is let in beside access tokens, and alone', async () => {
  for (const beside of [{}, { oauthIssuer: 'https://as.example.com' }]) {
    await using listener = await openListener({ requireToken: 'shared', ...beside });
    expect(await (await listener.ask(bearer('shared'))).json()).toEqual({ principal: 'token', headers: {} });
    expect((await listener.ask({ authorization: 'Basic shared' })).status).toBe(401);
  }
  await using alone = await openListener({ requireToken: 'shared' });
  expect((await alone.ask(bearer('sharee'))).headers.get('www-authenticate')).toContain('invalid_token');
  expect((await alone.ask()).headers.get('www-authenticate')).toBe('Bearer realm="mcpm"');
});
