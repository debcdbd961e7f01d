import { describe, expect, it } from 'vitest';
import { routes, type Route } from '../../src/contract/index.ts';
import { openApi, petstore } from '../open-api.ts';
import { promises } from '../promises.ts';

const doors: [string, Pick<Route, 'method' | 'path'>][] = [
  ...Object.entries(routes),
  ['prometheus', { method: 'GET', path: '/metrics' }],
  ['document', { method: 'GET', path: '/openapi.json' }],
  ['nothing', { method: 'GET', path: '/api/nothing' }],
  ['elsewhere', { method: 'GET', path: '/elsewhere' }],
];

describe(`${promises.M39} (HTTP)`, () => {
  it.each(doors)('%s refuses a foreign Host and a foreign Origin', async (_name, { method, path }) => {
    const { as } = await openApi();
    const url = path.replaceAll(/[{}]/g, '');
    const host = await as('admin', { method, url, headers: { host: 'evil.example' } });
    expect([host.statusCode, host.json().code]).toEqual([403, 'origin_refused']);
    const origin = await as('admin', { method, url, headers: { origin: 'https://evil.example' } });
    expect([origin.statusCode, origin.json().code]).toEqual([403, 'origin_refused']);
  });

  it.each(Object.entries(routes as Record<string, Route>).filter(([, { role }]) => role !== 'public'))(
    '%s is closed to who shows nothing or a token nobody has',
    async (_name, { method, path }) => {
      const { app } = await openApi();
      const url = path.replaceAll(/[{}]/g, '');
      for (const headers of [
        {},
        { authorization: 'Bearer guess' },
        { authorization: 'Basic YTpi' },
        { cookie: 'mcpm_login=guess' },
      ]) {
        const answer = await app.inject({ method, url, headers: { ...headers, 'sec-fetch-site': 'same-origin' } });
        expect([answer.statusCode, answer.json().code]).toEqual([401, 'unauthorized']);
      }
    },
  );

  it('hosts and origins that are allowed get through', async () => {
    const { as } = await openApi({ allowedHosts: ['mcpm.example'], allowedOrigins: ['https://console.example'] });
    const headers = { host: 'mcpm.example', origin: 'https://console.example' };
    expect((await as('viewer', { url: '/api/servers', headers })).statusCode).toBe(200);
  });
});

describe('roles', () => {
  it.each([
    ['viewer', 'GET', '/api/servers', 200],
    ['viewer', 'POST', '/api/servers', 403],
    ['viewer', 'POST', '/api/openapi/preview', 403],
    ['developer', 'POST', '/api/servers', 201],
    ['developer', 'GET', '/api/tokens', 403],
    ['developer', 'GET', '/api/operations', 403],
    ['admin', 'POST', '/api/servers', 201],
    ['admin', 'GET', '/api/tokens', 200],
  ] as const)('a %s gets for %s %s the status %i', async (role, method, url, status) => {
    const { as } = await openApi();
    const answer = await as(role, { method, url, ...(method === 'POST' && { payload: petstore }) });
    expect(answer.statusCode).toBe(status);
  });
});

it('who is not allowed hears which role it takes', async () => {
  const { as } = await openApi();
  const answer = await as('viewer', { method: 'POST', url: '/api/servers', payload: petstore });
  const detail = 'This needs the role "developer"; "viewer" has the role "viewer".';
  expect(answer.json()).toMatchObject({ code: 'forbidden', detail });
});

describe(`${promises.M40} (create and change)`, () => {
  it.each(['developer', 'admin'] as const)('no kind and no command is taken, not even of a %s', async (role) => {
    const { as, fleet } = await openApi();
    const payload = { ...petstore, kind: 'command', command: 'sh', args: ['-c', 'id'] };
    const answer = await as(role, { method: 'POST', url: '/api/servers', payload });
    const pointers = answer.json().errors.map(({ pointer }: { pointer: string }) => pointer);
    expect(pointers).toEqual(expect.arrayContaining(['/kind', '/command', '/args']));
    expect(fleet.creations).toEqual([]);
  });

  it.each([
    'NODE_OPTIONS',
    'node_options',
    'LD_PRELOAD',
    'DYLD_INSERT_LIBRARIES',
    'OPENSSL_CONF',
    'PATH',
    'MCPM_FILE_ROOTS',
    'MCPM_ALLOW_PRIVATE',
    'MCPM_UNIX_SOCKET',
    'MCPM_INSECURE',
    'MCPM_TRACES',
    'MCPM_CONFIG',
  ])("the variable %s is an admin's to set, at creation and later", async (name) => {
    const { as, fleet } = await openApi();
    const env = { [name]: '--import=data:text/javascript,1', HTTPS_PROXY: 'http://proxy', NODE_ENV: 'test' };
    const payload = { ...petstore, env };
    const refused = await as('developer', { method: 'POST', url: '/api/servers', payload });
    expect([refused.json().code, refused.json().errors.length]).toEqual(['forbidden', 1]);
    expect(fleet.creations).toEqual([]);
    expect((await as('admin', { method: 'POST', url: '/api/servers', payload })).statusCode).toBe(201);
    const change = await as('developer', { method: 'PATCH', url: '/api/servers/petstore', payload: { env } });
    expect(change.json().errors).toEqual([{ pointer: `/env/${name}`, message: expect.stringContaining('admin') }]);
  });
});

it('figures for Prometheus are free on this machine, unless a token is demanded', async () => {
  const free = await openApi();
  expect((await free.app.inject('/metrics')).body).toBe('up 1\n');
  expect((await free.app.inject({ url: '/metrics', remoteAddress: '10.0.0.9' })).json().code).toBe('unauthorized');
  const closed = await openApi({ metricsNeedToken: true });
  expect((await closed.app.inject('/metrics')).json().code).toBe('unauthorized');
  expect((await closed.as('viewer', { url: '/metrics' })).body).toBe('up 1\n');
});

it('mcpm is live while it is not ready, and says that it is not', async () => {
  const { app, state } = await openApi();
  expect((await app.inject('/readyz')).json()).toEqual({ status: 'ready' });
  state.ready = false;
  expect((await app.inject('/livez')).json()).toEqual({ status: 'live' });
  const answer = await app.inject('/readyz');
  expect([answer.statusCode, answer.json().code, answer.headers['retry-after']]).toEqual([503, 'shutting_down', '5']);
});
