import { expect, test } from 'vitest';
import { Guard } from '../../src/http/guard.ts';

const guard = new Guard({
  allowedHosts: ['mcp.example.com', 'other.example.com:8080', '192.168.1.5'],
  allowedOrigins: ['https://app.example.com'],
});

test.each([
  'localhost',
  'localhost:3001',
  '127.0.0.1:9',
  '[::1]:80',
  'mcp.example.com',
  'MCP.example.com:443',
  'other.example.com:8080',
  '192.168.1.5:1',
])('R38: the host %s may be called', (host) => expect(guard.refuse({ host })).toBeUndefined());

test.each([
  undefined,
  '',
  'evil.test',
  'localhost.evil.test',
  'other.example.com',
  'other.example.com:81',
  'a b',
  '127.0.0.1@evil.test',
  'evil.test@localhost',
  'localhost/evil.test',
  'localhost?evil.test',
  'localhost#evil.test',
])('R38: the host %s is refused', (host) =>
  expect(guard.refuse(host === undefined ? {} : { host })).toMatchObject({ status: 403 }),
);

test.each(['http://localhost:5173', 'https://127.0.0.1', 'http://[::1]:1', 'https://app.example.com'])(
  'R38: the origin %s may call',
  (origin) => {
    expect(guard.refuse({ host: 'localhost', origin })).toBeUndefined();
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
  expect(guard.refuse({ host: 'localhost', origin })).toMatchObject({ status: 403 }),
);

test('verdicts stay the same however many names strangers try', () => {
  const own = new Guard({ allowedHosts: ['[fd00::1]'], allowedOrigins: ['chrome-extension://abc'] });
  for (let round = 0; round < 3; round += 1) {
    for (let stranger = 0; stranger < 400; stranger += 1)
      expect(own.refuse({ host: `${stranger}.evil.test` })).toMatchObject({ status: 403 });
    expect(own.refuse({ host: '[fd00::1]:3001', origin: 'chrome-extension://abc' })).toBeUndefined();
    expect(own.refuse({ host: 'localhost', origin: `https://${'x'.repeat(5_000)}.test` })?.status).toBe(403);
  }
});
