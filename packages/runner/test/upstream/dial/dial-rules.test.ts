import { RunnerOptions, type RunnerOptionsInput } from '@mcpm/domain';
import { complaintOfOpening, DialRules } from '@mcpm/openapi';
import { describe, expect, test } from 'vitest';
import { dialPolicy } from '../../../src/upstream/dial/dial-policy.ts';

const optionsOf = (options: Partial<RunnerOptionsInput>) =>
  RunnerOptions.parse({ openapi: 'https://docs.test/api.yaml', ...options });
const rulesOf = (options: Partial<RunnerOptionsInput>) => new DialRules(dialPolicy({ options: optionsOf(options) }));
/** Whether a URL whose host leads to that address would be dialed. */
function dials(options: Partial<RunnerOptionsInput>, url: string, address: string): boolean {
  const rules = rulesOf(options);
  const target = new URL(url);
  return rules.isFree(target) || rules.refusal(target.hostname, address) === undefined;
}

describe('what a document may lead to', () => {
  test('R45: public addresses only, where it comes from the network', () => {
    expect(dials({}, 'http://api.test', '93.184.215.14')).toBe(true);
    const inside = ['127.0.0.1', '10.1.2.3', '::1', '169.254.169.254', '::ffff:10.1.2.3'];
    expect(inside.filter((address) => dials({}, 'http://api.test', address))).toEqual([]);
  });

  test.each(['api.yaml', '-', '{"openapi":"3.1.0"}', 'http://localhost:8080/api.json', 'http://127.0.0.1/api.json'])(
    'R45: this machine too, where the document stands on it (%s)',
    (openapi) => {
      expect(dials({ openapi }, 'http://api.test', '127.0.0.1')).toBe(true);
      expect(dials({ openapi }, 'http://api.test', '10.1.2.3')).toBe(false);
      expect(dials({ openapi }, 'http://api.test', '169.254.169.254')).toBe(false);
    },
  );

  test.each<[string, Partial<RunnerOptionsInput>, string]>([
    ['the document', { openapi: 'http://docs.corp:8080/api.yaml' }, 'http://docs.corp:8080/v1'],
    ['an overlay', { overlays: ['https://docs.corp/fix.yaml'] }, 'https://docs.corp'],
    ['the base URL', { baseUrl: 'https://api.corp/v1' }, 'https://api.corp:443/v1'],
    ['the server', { server: 'https://api.corp/v1' }, 'https://api.corp'],
    ['a server variable', { serverVariables: { host: 'backend' } }, 'http://backend:9000'],
    ['a server variable with its port', { serverVariables: { host: '10.1.2.3:9000' } }, 'http://10.1.2.3:9000'],
    ['a token URL', { credentials: { o: '{"tokenUrl":"https://id.corp/token"}' } }, 'https://id.corp'],
    ['a collector of traces', { traces: 'http://otel.corp:4318' }, 'http://otel.corp:4318/v1/traces'],
  ])('R45: anywhere at the host and port that the operator wrote for %s', (_what, options, url) => {
    expect(dials(options, url, '10.1.2.3')).toBe(true);
    expect(dials(options, url.replace(/\/\/[^/:]+/, '//other.corp'), '10.1.2.3')).toBe(false);
  });

  test('R45: another port of a named host is not named', () => {
    expect(dials({ baseUrl: 'http://api.corp:8080' }, 'http://api.corp:9090', '10.1.2.3')).toBe(false);
  });
});

describe('--allow-private', () => {
  test.each([
    ['10.1.2.3', '10.1.2.3', true],
    ['10.1.2.3', '10.1.2.4', false],
    ['10.0.0.0/8', '10.255.0.1', true],
    ['10.0.0.0/8', '::ffff:10.0.0.1', true],
    ['10.0.0.0/8', '192.168.0.1', false],
    ['fd00::/8', 'fd12::1', true],
    ['api.test', '10.1.2.3', true],
    ['API.test.', '10.1.2.3', true],
    ['other.test', '10.1.2.3', false],
    ['all', '192.168.0.1', true],
    ['all', '127.0.0.1', true],
    ['all', '169.254.169.254', false],
    ['all', 'fe80::1', false],
    ['169.254.169.254', '169.254.169.254', true],
    ['169.254.0.0/16', '169.254.169.254', true],
    ['api.test', '169.254.169.254', true],
  ])('R45: %s opens api.test at %s: %s', (entry, address, expected) => {
    expect(dials({ allowPrivate: [entry] }, 'http://api.test', address)).toBe(expected);
  });

  test.each(['10.0.0.0/33', '10.0.0.0/-1', 'http://api.test', 'api.test/8', '', 'a b', '::/129', 'api.test:80'])(
    'R45: %j is none, and is told what it may be',
    (entry) => expect(complaintOfOpening(entry)).toMatch(/ is neither a host/),
  );
});

test('R45: a refusal names the host, the address and the option that opens it', () => {
  const { message } = rulesOf({}).refusal('api.test', '::ffff:10.1.2.3') ?? {};
  expect(message).toBe(
    'api.test leads to 10.1.2.3, a private address, which only whoever starts this server may open: by the option --allow-private 10.1.2.3',
  );
  expect(rulesOf({}).refusal('169.254.169.254', '169.254.169.254')?.message).toMatch(
    /^169\.254\.169\.254 is a link-local/,
  );
});

test('R45: behind a proxy the name as it is written decides', () => {
  const refused = (options: Partial<RunnerOptionsInput>, url: string) => rulesOf(options).refusalOfName(new URL(url));
  const inside = ['http://10.1.2.3', 'http://api.internal', 'http://metadata.google.internal', 'http://localhost'];
  expect(inside.filter((url) => refused({}, url)?.message.includes('--allow-private') !== true)).toEqual([]);
  expect(refused({}, 'http://api.test')).toBeUndefined();
  expect(refused({ openapi: 'api.yaml' }, 'http://localhost:3000')).toBeUndefined();
  expect(refused({ baseUrl: 'http://api.internal' }, 'http://api.internal/v1')).toBeUndefined();
  expect(refused({ allowPrivate: ['all'] }, 'http://metadata.google.internal')).toBeDefined();
});
