import { expect, it } from 'vitest';
import { openApi, petstore, type OpenApi } from '../open-api.ts';

async function logIn({ app }: OpenApi): Promise<{ cookie: string; header: string }> {
  const answer = await app.inject({ method: 'POST', url: '/api/auth/login', payload: { code: 'once' } });
  expect(answer.json()).toEqual({ tokenId: 'tok_admin', name: 'admin', role: 'admin' });
  const header = String(answer.headers['set-cookie']);
  return { header, cookie: header.split(';')[0]! };
}

it('a login code works once and gives a cookie scripts cannot read and other sites cannot send', async () => {
  const api = await openApi();
  const { header } = await logIn(api);
  expect(header).toBe('mcpm_login=login-1; Max-Age=3600; Path=/; HttpOnly; SameSite=Strict');
  const again = await api.app.inject({ method: 'POST', url: '/api/auth/login', payload: { code: 'once' } });
  expect([again.statusCode, again.json().code]).toEqual([401, 'login_code_invalid']);
});

it('the cookie keeps to HTTPS where asked', async () => {
  const { header } = await logIn(await openApi({ secureCookie: true }));
  expect(header).toContain('; Secure');
});

it('a token logs in too, a wrong one does not', async () => {
  const { app } = await openApi();
  const login = (token: string) => app.inject({ method: 'POST', url: '/api/auth/login', payload: { token } });
  expect((await login('viewer-token')).json().role).toBe('viewer');
  expect((await login('guess')).json().code).toBe('unauthorized');
});

it('the cookie says who one is, until the logout takes it back', async () => {
  const api = await openApi();
  const { cookie } = await logIn(api);
  expect((await api.app.inject({ url: '/api/auth/me', headers: { cookie } })).json().name).toBe('admin');
  const headers = { cookie, origin: 'http://localhost' };
  const out = await api.app.inject({
    method: 'POST',
    url: '/api/auth/logout',
    headers: { ...headers, host: 'localhost' },
  });
  expect(out.statusCode).toBe(204);
  expect(out.headers['set-cookie']).toContain('mcpm_login=; Max-Age=0');
  expect((await api.app.inject({ url: '/api/auth/me', headers: { cookie } })).json().code).toBe('unauthorized');
});

it('a change by cookie needs proof that it comes from the same origin', async () => {
  const api = await openApi();
  const { cookie } = await logIn(api);
  const create = (headers: Record<string, string>, name: string) =>
    api.app.inject({
      method: 'POST',
      url: '/api/servers',
      payload: { ...petstore, name },
      headers: { cookie, ...headers },
    });
  expect((await create({}, 'a')).json().code).toBe('origin_refused');
  expect((await create({ 'sec-fetch-site': 'same-site' }, 'b')).json().code).toBe('origin_refused');
  expect((await create({ 'sec-fetch-site': 'same-origin' }, 'c')).statusCode).toBe(201);
  expect((await create({ origin: 'http://localhost', host: 'localhost' }, 'd')).statusCode).toBe(201);
});

it('logins are tried ten times a minute from one address, then not even with the right code', async () => {
  const { app } = await openApi();
  const login = (code: string, remoteAddress = '127.0.0.1') =>
    app.inject({ method: 'POST', url: '/api/auth/login', payload: { code }, remoteAddress });
  for (let count = 0; count < 10; count += 1) expect((await login('guess')).statusCode).toBe(401);
  const refused = await login('once');
  expect([refused.statusCode, refused.json().code]).toEqual([429, 'rate_limited']);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect((await login('once', '127.0.0.2')).statusCode).toBe(200);
});

it('a caller who asks more than 3,000 times a minute is told to wait, others are not', async () => {
  const { as } = await openApi();
  for (let count = 0; count < 3000; count += 1) await as('viewer', { url: '/api/auth/me' });
  expect((await as('viewer', { url: '/api/auth/me' })).json().code).toBe('rate_limited');
  expect((await as('admin', { url: '/api/auth/me' })).statusCode).toBe(200);
});
