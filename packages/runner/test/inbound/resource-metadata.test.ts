import { RunnerOptions, type RunnerOptionsInput } from '@mcpm/domain';
import { expect, test } from 'vitest';
import { ProtectedResource } from '../../src/inbound/protected-resource.ts';
import { openListener } from './open-listener.ts';

const issuer = 'https://as.example.com';
const place = '/.well-known/oauth-protected-resource';

test('R35: the metadata is read without a token, at the root and with the path of the endpoint', async () => {
  await using listener = await openListener({ oauthIssuer: issuer, oauthScopes: ['pets:read'] });
  for (const path of [place, `${place}/mcp`]) {
    const answer = await listener.ask({ origin: 'http://localhost:6274' }, path);
    expect(answer.headers.get('access-control-allow-origin')).toBe('http://localhost:6274');
    expect(await answer.json()).toEqual({
      resource: listener.url,
      authorization_servers: [issuer],
      scopes_supported: ['pets:read'],
      bearer_methods_supported: ['header'],
    });
  }
  expect((await listener.ask({}, `${place}/other`)).status).toBe(404);
  expect((await listener.ask({}, '/.well-known/oauth-authorization-server')).status).toBe(404);
  const posted = await fetch(listener.url.replace('/mcp', place), { method: 'POST' });
  expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  expect((await listener.ask({ origin: 'https://evil.test' }, place)).status).toBe(403);
});

test('R35: clients are told the name by which they asked', async () => {
  await using listener = await openListener({ oauthIssuer: issuer });
  const named = await fetch(`http://localhost:${listener.port}${place}`);
  expect(await named.json()).toMatchObject({ resource: `http://localhost:${listener.port}/mcp` });
  const refused = await fetch(`http://localhost:${listener.port}/mcp`);
  expect(refused.headers.get('www-authenticate')).toContain(`"http://localhost:${listener.port}${place}/mcp"`);
});

test('R35: behind a proxy the public URL is told', async () => {
  await using listener = await openListener({ oauthIssuer: issuer, publicUrl: 'https://mcp.example.com/team/pets' });
  expect(await (await listener.ask({}, `${place}/team/pets`)).json()).toMatchObject({
    resource: 'https://mcp.example.com/team/pets',
  });
  expect((await listener.ask()).headers.get('www-authenticate')).toContain(
    `resource_metadata="https://mcp.example.com${place}/team/pets"`,
  );
});

test('R35: every name and form of the server is one of its audiences, whatever the transport', () => {
  const resource = (options: Partial<RunnerOptionsInput>, port = 3_001) =>
    new ProtectedResource(RunnerOptions.parse({ openapi: '-', transport: 'streamable', ...options }), port);
  const own = (options: Partial<RunnerOptionsInput>) =>
    resource(options).audiences.filter((name) => !name.endsWith('/'));
  expect(own({ host: '10.1.2.3', allowedHosts: ['MCP.lan', 'proxy.lan:80', 'fd00::1', 'no name'] })).toEqual([
    'http://10.1.2.3:3001/mcp',
    'http://mcp.lan:3001/mcp',
    'http://proxy.lan/mcp',
    'http://[fd00::1]:3001/mcp',
  ]);
  expect(own({ host: '0.0.0.0' })).toEqual(
    ['127.0.0.1', 'localhost', '[::1]'].map((name) => `http://${name}:3001/mcp`),
  );
  // HTTP+SSE has several paths, which are all below its root.
  expect(resource({ transport: 'sse', host: '10.1.2.3' }).audiences).toEqual([
    'http://10.1.2.3:3001',
    'http://10.1.2.3:3001/',
  ]);
  expect(resource({ oauthAudience: 'my-api' }).audiences).toEqual(['my-api']);
  expect(resource({ host: '10.1.2.3' }).urlFor('stranger.test')).toBe('http://10.1.2.3:3001/mcp');
});

test('without an authorization server there is no metadata, and nothing but the endpoint', async () => {
  await using listener = await openListener({});
  expect((await listener.ask({}, place)).status).toBe(404);
  expect(await (await listener.ask()).json()).toEqual({ principal: 'local', headers: {} });
});
