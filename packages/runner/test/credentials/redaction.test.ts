import { RunnerOptions, type RunnerOptionsInput } from '@mcpm/domain';
import { expect, test } from 'vitest';
import { configuredSecrets } from '../../src/credentials/configured-secrets.ts';
import { readCredentials } from '../../src/credentials/read-credentials.ts';
import { Redaction } from '../../src/credentials/redaction.ts';

async function redactionFor(options: Omit<RunnerOptionsInput, 'openapi'>): Promise<Redaction> {
  const parsed = RunnerOptions.parse({ openapi: '-', ...options });
  const redaction = new Redaction();
  redaction.add(configuredSecrets(parsed, await readCredentials(parsed.credentials)));
  return redaction;
}

test('R34: a configured secret is taken out in each form in which it travels', async () => {
  const { redact } = await redactionFor({
    auth: 'tok en/+"1',
    requireToken: 'Bearer door-token',
    headers: { Authorization: 'Custom header-secret', Accept: 'application/json' },
    credentials: {
      basic: 'user:pass-word',
      key: 'key-12345',
      oauth: '{"clientId":"me","clientSecret":"client/secret"}',
    },
  });
  const forms = [
    'tok en/+"1',
    JSON.stringify('tok en/+"1').slice(1, -1),
    encodeURIComponent('tok en/+"1'),
    'tok%20en%2f%2b%221',
    'door-token',
    'header-secret',
    'pass-word',
    btoa('user:pass-word'),
    btoa('key-12345:'),
    'client/secret',
    btoa('me:client%2Fsecret'),
  ];
  for (const form of forms) expect(redact(`<${form}>`)).toBe('<[redacted]>');
  expect(redact('user me application/json')).toBe('user me application/json');
});

test('a secret that holds another one goes whole, and short words stay', async () => {
  const redaction = await redactionFor({ auth: 'secret-one', credentials: { key: 'secret-one-and-two', pin: '1234' } });
  expect(redaction.redact('secret-one-and-two, secret-one, 1234')).toBe('[redacted], [redacted], 1234');
  expect(new Redaction().redact('nothing is secret')).toBe('nothing is secret');
});

test('plain data is redacted in each of its texts, and nothing else of it changes', async () => {
  const redaction = await redactionFor({ auth: 'canary-token' });
  const data = {
    isError: true,
    content: [{ type: 'text', text: 'a canary-token' }],
    more: [null, 1.5, ['canary-token']],
  };
  expect(redaction.redactData(data)).toEqual({
    isError: true,
    content: [{ type: 'text', text: 'a [redacted]' }],
    more: [null, 1.5, ['[redacted]']],
  });
});

test('bytes keep their charset, and are the very same where nothing was taken out', async () => {
  const redaction = await redactionFor({ auth: 'canary-token' });
  const latin1 = Buffer.from('caf\u00e9 canary-token', 'latin1');
  expect(Buffer.from(redaction.redactBytes(latin1)).toString('latin1')).toBe('caf\u00e9 [redacted]');
  const image = new Uint8Array([0, 255, 128, 13]);
  expect(redaction.redactBytes(image)).toBe(image);
});

test('tokens that were fetched are hidden as long as they are among the hundred newest', async () => {
  const redaction = await redactionFor({});
  for (let token = 1; token <= 101; token += 1) redaction.addFetched(`token-${token}.`);
  expect(redaction.redact('token-1. token-2. token-101.')).toBe('token-1. [redacted] [redacted]');
});
