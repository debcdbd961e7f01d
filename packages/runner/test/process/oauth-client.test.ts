import { Client, ClientCredentialsProvider, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { eventually, rawStreamableClient, startUpstream, temporaryHome } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { startKeyAuthority } from '../inbound/key-authority.ts';
import { petsDocument, writeDocument } from '../pets-document.ts';
import { startRunner, startStreamable } from '../runner-process.ts';

test('R35: the official client finds its way from the challenge to a token for this server, with the scopes it needs', async () => {
  await using home = temporaryHome();
  await using upstream = await startUpstream();
  const metadata: Record<string, unknown> = {};
  await using authority = await startKeyAuthority('/.well-known/oauth-authorization-server', metadata);
  Object.assign(metadata, {
    token_endpoint: `${authority.url}/token`,
    authorization_endpoint: `${authority.url}/authorize`,
    response_types_supported: ['code'],
    grant_types_supported: ['client_credentials'],
    token_endpoint_auth_methods_supported: ['client_secret_basic'],
  });
  const asked: Readonly<Record<string, string>>[] = [];
  authority.answer(async (form) => {
    asked.push(form);
    const claims = { sub: undefined, client_id: 'robot', scope: form['scope'] };
    return { body: { access_token: await authority.sign(form['resource'] ?? '', { claims }), token_type: 'Bearer' } };
  });
  await using runner = startRunner(
    ['--openapi', writeDocument(home.path, petsDocument(upstream.url)), '--transport', 'streamable', '--port', '0'],
    { MCPM_OAUTH_ISSUER: authority.url, MCPM_OAUTH_SCOPES: 'pets:read' },
  );
  const url = await runner.url();
  const provider = new ClientCredentialsProvider({
    clientId: 'robot',
    clientSecret: 'secret of the robot',
    expectedIssuer: authority.url,
  });
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { authProvider: provider }));
  expect((await client.listTools()).tools.length).toBeGreaterThan(1);
  await client.close();
  expect(asked).toEqual([expect.objectContaining({ resource: url, scope: 'pets:read' })]);
});

test('the calls of a principal are bounded, and the result says when to try again', async () => {
  await using home = temporaryHome();
  await using upstream = await startUpstream();
  await using runner = startStreamable(writeDocument(home.path, petsDocument(upstream.url)), '--rate-limit', '3');
  await using client = rawStreamableClient({ url: await runner.url(), era: 'modern' });
  const results = [];
  for (let number = 1; number <= 4; number += 1) results.push(await client.callTool('listPets', { limit: number }));
  expect(results.map(({ isError }) => isError === true)).toEqual([false, false, false, true]);
  expect(results[3]?.content[0]?.text).toMatch(/takes 3 a minute .* Try again in \d+ s/);
  expect(upstream.requests).toHaveLength(3);
});

test('a header that must not be passed on is refused at the start', async () => {
  await using home = temporaryHome();
  const file = writeDocument(home.path, petsDocument('https://api.example.com'));
  await using runner = startRunner([
    '--openapi',
    file,
    '--transport',
    'streamable',
    '--forward-header',
    'Authorization',
  ]);
  expect(await runner.exited).toBe(64);
  await eventually(() => expect(runner.stderr()).toContain('never reach another one'));
});
