import { expect, test } from 'vitest';
import { refuseForeign, refuseUnknown } from '../../src/http/guard.ts';

const rules = {
  allowedHosts: ['mcp.example.com', 'other.example.com:8080', '192.168.1.5'],
  allowedOrigins: ['https://app.example.com'],
};

test.each([
  'localhost',
  'localhost:3001',
  '127.0.0.1:9',
  '[::1]:80',
  'mcp.example.com',
  'MCP.example.com:443',
  'other.example.com:8080',
  '192.168.1.5:1',
])('R38: the host %s may be called', (host) => expect(refuseForeign({ host }, rules)).toBeUndefined());

test.each([
  undefined,
  '',
  'evil.test',
  'localhost.evil.test',
  'other.example.com',
  'other.example.com:81',
  'a b',
  '127.0.0.1@evil.test',
])('R38: the host %s is refused', (host) =>
  expect(refuseForeign(host === undefined ? {} : { host }, rules)).toMatchObject({ status: 403 }),
);

test.each(['http://localhost:5173', 'https://127.0.0.1', 'http://[::1]:1', 'https://app.example.com'])(
  'R38: the origin %s may call',
  (origin) => {
    expect(refuseForeign({ host: 'localhost', origin }, rules)).toBeUndefined();
  },
);

test.each([
  'null',
  '',
  'http://app.example.com',
  'https://app.example.com:444',
  'https://evil.test',
  'chrome-extension://localhost',
  'http://localhost.evil.test',
])('R38: the origin %j is refused', (origin) =>
  expect(refuseForeign({ host: 'localhost', origin }, rules)).toMatchObject({ status: 403 }),
);

test('a demanded token is asked for by a challenge, and only the right one passes', () => {
  const guarded = { ...rules, requireToken: 'right' };
  expect(refuseUnknown({}, rules)).toBeUndefined();
  expect(refuseUnknown({}, guarded)).toMatchObject({
    status: 401,
    headers: { 'www-authenticate': 'Bearer realm="mcpm"' },
  });
  expect(refuseUnknown({ authorization: 'Bearer wrong' }, guarded)?.headers?.['www-authenticate']).toContain(
    'invalid_token',
  );
  expect(refuseUnknown({ authorization: 'Basic right' }, guarded)?.status).toBe(401);
  expect(refuseUnknown({ authorization: 'bearer right' }, guarded)).toBeUndefined();
});
