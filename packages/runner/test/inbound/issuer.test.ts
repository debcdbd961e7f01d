import { eventually, FakeClock, startUpstream } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { RunnerOptions } from '@mcpm/domain';
import { AuthorityConnection } from '../../src/credentials/authority-connection.ts';
import { AccessTokens } from '../../src/inbound/access-tokens.ts';
import { metadataUrls } from '../../src/inbound/issuer.ts';
import { ProtectedResource } from '../../src/inbound/protected-resource.ts';
import { Logger } from '../../src/log/logger.ts';
import { startKeyAuthority } from './key-authority.ts';

const audience = 'http://127.0.0.1:3001/mcp';

function open(issuer: string) {
  const clock = new FakeClock();
  const lines: string[] = [];
  const connection = new AuthorityConnection({}, 5_000);
  const options = RunnerOptions.parse({ openapi: '-', transport: 'streamable', oauthIssuer: issuer });
  const tokens = new AccessTokens({
    issuer,
    scopes: [],
    resource: new ProtectedResource(options, 3_001),
    ask: connection.fetch,
    log: new Logger({ level: 'debug', sink: { write: (line) => lines.push(line) }, now: () => new Date(0) }),
    now: clock.now,
    time: () => Date.now() + clock.now(),
  });
  const status = async (token: string) => {
    const verdict = await tokens.judge(token, '127.0.0.1:3001');
    return 'caller' in verdict ? 200 : verdict.refusal.status;
  };
  return { clock, lines, tokens, status, [Symbol.asyncDispose]: () => connection.close() };
}

test('metadata is looked for where RFC 8414 and OpenID Connect put it', () => {
  expect(metadataUrls('https://as.example.com/')).toEqual([
    'https://as.example.com/.well-known/oauth-authorization-server',
    'https://as.example.com/.well-known/openid-configuration',
  ]);
  expect(metadataUrls('https://as.example.com/tenant')).toEqual([
    'https://as.example.com/.well-known/oauth-authorization-server/tenant',
    'https://as.example.com/.well-known/openid-configuration/tenant',
    'https://as.example.com/tenant/.well-known/openid-configuration',
  ]);
});

test('R35: an OpenID provider does as well', async () => {
  await using authority = await startKeyAuthority('/.well-known/openid-configuration');
  await using server = open(authority.url);
  expect(await server.status(await authority.sign(audience))).toBe(200);
});

test('R35: new keys are found when a token is signed with one, and old ones are good no more', async () => {
  await using authority = await startKeyAuthority();
  await using server = open(authority.url);
  const old = await authority.sign(audience, { claims: { sub: 'old' } });
  expect(await server.status(await authority.sign(audience))).toBe(200);
  await authority.rotate();
  const fresh = await authority.sign(audience);
  // Strangers who make up key names must not have the issuer asked each time.
  expect(await server.status(fresh)).toBe(401);
  server.clock.advance(30_000);
  expect(await server.status(fresh)).toBe(200);
  expect(await server.status(old)).toBe(401);
  expect(authority.asked.filter((path) => path === '/keys')).toHaveLength(2);
});

test('R35: while the issuer is away, tokens that are known are good, others get 503 and when to try again', async () => {
  await using authority = await startKeyAuthority();
  await using server = open(authority.url);
  authority.fail(500);
  const token = await authority.sign(audience);
  const verdict = await server.tokens.judge(token, '127.0.0.1:3001');
  expect(verdict).toMatchObject({ refusal: { status: 503, headers: { 'retry-after': '1' } } });
  expect(server.lines.join('')).toContain('cannot be had');
  expect(server.lines.join('')).toContain('answered 500');
  const asked = authority.asked.length;
  expect(await server.status(token)).toBe(503);
  expect(authority.asked).toHaveLength(asked);
  authority.fail(undefined);
  server.clock.advance(1_000);
  expect(await server.status(token)).toBe(200);
  authority.fail(503);
  server.clock.advance(1_200_000);
  expect(await server.status(token)).toBe(200);
});

test('R35: a known token is good until it expires, and no longer', async () => {
  await using authority = await startKeyAuthority();
  await using server = open(authority.url);
  const token = await authority.sign(audience, { expiresIn: 100 });
  expect(await server.status(token)).toBe(200);
  server.clock.advance(100_000);
  expect(await server.status(token)).toBe(200);
  // Clocks may differ by half a minute.
  server.clock.advance(31_000);
  expect(await server.status(token)).toBe(401);
});

test('R35: a token whose key is taken back is not good for as long as it says', async () => {
  await using authority = await startKeyAuthority();
  await using server = open(authority.url);
  const token = await authority.sign(audience, { expiresIn: 86_400 });
  expect(await server.status(token)).toBe(200);
  await authority.rotate();
  server.clock.advance(601_000);
  // The keys that are there still serve while newer ones are fetched.
  expect(await server.status(token)).toBe(200);
  await eventually(() => expect(authority.asked.filter((path) => path === '/keys')).toHaveLength(2));
  server.clock.advance(601_000);
  expect(await server.status(token)).toBe(401);
});

test('metadata of another issuer, or with keys that do not come by https, is not believed', async () => {
  const answers = [
    { issuer: 'https://evil.test', jwks_uri: 'https://evil.test/keys' },
    { issuer: 'SELF', jwks_uri: 'http://keys.example.com/keys' },
    { issuer: 'SELF' },
    'no JSON',
  ];
  for (const answer of answers) {
    await using upstream = await startUpstream({
      handler: () => ({ body: JSON.stringify(answer).replace('SELF', upstream.url) }),
    });
    await using server = open(upstream.url);
    expect(await server.status('a.b.c')).toBe(503);
    expect(server.lines.join('')).toMatch(/another issuer|https|jwks_uri|object|JSON/);
    expect(upstream.requests).toHaveLength(2);
  }
});
