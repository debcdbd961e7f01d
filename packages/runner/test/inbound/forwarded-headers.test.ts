import { McpmError, RunnerOptions } from '@mcpm/domain';
import { expect, test } from 'vitest';
import type { Caller } from '../../src/call/caller.ts';
import { checkInbound } from '../../src/inbound/check-options.ts';
import { ForwardedHeaders, whyNotForwarded } from '../../src/inbound/forwarded-headers.ts';
import { startKeyAuthority } from './key-authority.ts';
import { openListener } from './open-listener.ts';

function faultsOf(options: Readonly<Record<string, unknown>>): readonly string[] {
  try {
    checkInbound(RunnerOptions.parse({ openapi: '-', transport: 'streamable', ...options }));
    return [];
  } catch (error) {
    if (!(error instanceof McpmError) || error.code !== 'usage_invalid') throw error;
    return error.faults.map(({ pointer, message }) => `${pointer} ${message}`);
  }
}

test('R33: the token for this server, cookies and what belongs to one connection are never passed on', () => {
  for (const name of [
    'Authorization',
    'COOKIE',
    'Host',
    'Connection',
    'Mcp-Session-Id',
    'Transfer-Encoding',
    'a b',
    '',
  ])
    expect(whyNotForwarded(name)).toBeDefined();
  for (const name of ['X-Api-Key', 'x-tenant', 'Accept-Language', 'traceparent'])
    expect(whyNotForwarded(name)).toBeUndefined();
  expect(faultsOf({ forwardHeaders: ['X-Tenant', 'Authorization', 'Mcp-Name'] })).toEqual([
    expect.stringMatching(/^--forward-header "Authorization" cannot be passed on: .*--token-exchange/),
    '--forward-header "Mcp-Name" cannot be passed on: it belongs to MCP',
  ]);
});

test('options that make no sense together are told at the start', () => {
  const issuer = 'https://as.example.com';
  expect(faultsOf({ oauthIssuer: issuer, oauthScopes: ['a'], tokenExchange: '{}' })).toEqual([]);
  expect(faultsOf({ tokenExchange: '{}' })).toEqual([expect.stringContaining('--oauth-issuer')]);
  expect(faultsOf({ tokenExchange: '{}', oauthIssuer: issuer, transport: 'stdio' })).toHaveLength(1);
  expect(faultsOf({ oauthIssuer: 'http://as.example.com' })).toEqual([expect.stringContaining('https')]);
  expect(faultsOf({ oauthIssuer: issuer, oauthScopes: ['a b', 'x"y'] })).toHaveLength(2);
});

test('R33: only the headers that were allowed reach the caller, of this request alone', async () => {
  await using listener = await openListener({ forwardHeaders: ['X-Api-Key', 'X-Request-Id'] });
  const ask = async (headers: Readonly<Record<string, string>>): Promise<Caller> =>
    JSON.parse(await (await listener.ask(headers)).text());
  const alice = await ask({ 'x-api-key': 'a', 'x-request-id': '1', 'x-other': 'o', cookie: 'c=1' });
  expect(alice.headers).toEqual({ 'x-api-key': 'a', 'x-request-id': '1' });
  expect(await ask({})).toEqual({ principal: 'local', headers: {} });
  // Nobody else tells clients apart, so what was answered to one key is not there for another.
  const later = await ask({ 'x-api-key': 'a', 'x-request-id': '2' });
  const bob = await ask({ 'x-api-key': 'b', 'x-request-id': '1' });
  expect(later.principal).toBe(alice.principal);
  expect(bob.principal).not.toBe(alice.principal);
});

test('a user whom the authorization server knows is the same one with other headers', async () => {
  await using authority = await startKeyAuthority();
  await using listener = await openListener({ oauthIssuer: authority.url, forwardHeaders: ['X-Tenant'] });
  const authorization = `Bearer ${await authority.sign(listener.url)}`;
  for (const tenant of ['one', 'two'])
    expect(await (await listener.ask({ authorization, 'x-tenant': tenant })).json()).toEqual({
      principal: `${authority.url} user alice`,
      headers: { 'x-tenant': tenant },
    });
});

test('without allowed headers the caller stays the very same', () => {
  const caller = { principal: 'local', headers: {} };
  expect(new ForwardedHeaders([]).of(caller, { 'x-api-key': 'a' }, false)).toBe(caller);
  expect(new ForwardedHeaders(['x-tenant']).of(caller, { 'x-api-key': 'a' }, false)).toBe(caller);
});
