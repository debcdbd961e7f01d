// Owns the proof that no form of a known secret, and no shape of an unknown one, passes the redactor.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Redactor } from '../../src/redact/redactor.ts';

function redactorFor(...secrets: string[]): Redactor {
  const redactor = new Redactor();
  redactor.add(secrets);
  return redactor;
}

const secrets = fc
  .string({ minLength: 6, maxLength: 60 })
  .filter((text) => text.trim() === text && !'[redacted]'.includes(text));

describe('a known secret', () => {
  test('is hidden plain, in JSON, percent-encoded and in a form, wherever it stands', () => {
    fc.assert(
      fc.property(secrets, fc.string(), fc.string(), (secret, before, after) => {
        const forms = [
          secret,
          JSON.stringify(secret).slice(1, -1),
          encodeURIComponent(secret),
          new URLSearchParams({ k: secret }).toString().slice(2),
        ];
        const redactor = redactorFor(secret);
        for (const form of forms) expect(redactor.redact(`${before} ${form} ${after}`).text).toContain('[redacted]');
        // The surroundings may hold the secret's own characters; alone, nothing of it is left.
        for (const form of forms) expect(redactor.redact(form).text.replaceAll('[redacted]', '')).toBe('');
      }),
    );
  });

  test('is hidden in base64 whatever stands before and after it', () => {
    fc.assert(
      fc.property(secrets, fc.string({ maxLength: 9 }), fc.string({ maxLength: 9 }), (secret, before, after) => {
        for (const alphabet of ['base64', 'base64url'] as const) {
          const encoded = Buffer.from(before + secret + after).toString(alphabet);
          const left = redactorFor(secret).redact(encoded).text;
          // Only characters shared with the neighbours may be left: they hold less than one byte of the secret on either side.
          const decoded = left.split('[redacted]').map((part) => Buffer.from(part, 'base64').toString());
          expect(decoded.join('\0')).not.toContain(secret);
          expect(left).toContain('[redacted]');
        }
      }),
    );
  });

  test('of several lines is hidden line by line', () => {
    const pem = '-----BEGIN KEY-----\nMIIEvQIBADANBg\nkqhkiG9w0BAQEF\n-----END KEY-----\n';
    const redactor = redactorFor(pem);
    expect(
      pem
        .trim()
        .split('\n')
        .map((line) => redactor.redact(`key ${line}`).text),
    ).toEqual(Array(4).fill('key [redacted]'));
  });

  test('that overlaps another leaves nothing of either', () => {
    expect(redactorFor('abcdefgh', 'efghijkl').redact('<abcdefghijkl>').text).toBe('<[redacted]>');
  });

  test('under six characters is ignored', () => {
    expect(redactorFor('on', '', '12345').redact('on 12345').text).toBe('on 12345');
  });

  test('that lies across the cut of a long line is hidden whole', () => {
    const redactor = redactorFor('super-secret-value');
    const { text, bytesCut } = redactor.redact(`${'x'.repeat(20)}super-secret-value and more`, 25);
    expect(text).toBe(`${'x'.repeat(20)}[redacted]`);
    expect(bytesCut).toBe(22);
  });
});

describe('an unknown secret', () => {
  test.each([
    ['Authorization: Bearer abc.def-ghi', 'Authorization: Bearer [redacted]'],
    ['{"authorization":"Basic dXNlcjpwYXNz"}', '{"authorization":"Basic [redacted]"}'],
    [String.raw`"{\"Authorization\":\"Bearer abcdefgh\"}"`, String.raw`"{\"Authorization\":\"Bearer [redacted]\"}"`],
    ['authorization=abcdef', 'authorization=[redacted]'],
    ['sent bearer eyJhbGciOi.J9 to it', 'sent bearer [redacted] to it'],
    ['GET https://ann:pa%24s@api.example.com/v1', 'GET https://ann:[redacted]@api.example.com/v1'],
    ['postgres://u:p@w@db:5432/x', 'postgres://u:[redacted]@db:5432/x'],
    ['token mcpm_Zm9vYmFyYmF6cXV4', 'token [redacted]'],
  ])('in %j is known by its shape', (text, safe) => {
    expect(new Redactor().redact(text).text).toBe(safe);
  });

  test.each([
    'GET https://api.example.com:8080/a@b',
    'a bearer of news',
    'MCPM_HOME is mcpm_home',
    'the user is not authorized',
  ])('is not seen in %j', (text) => {
    expect(new Redactor().redact(text).text).toBe(text);
  });

  test('is sought in time that grows with the line only', () => {
    const noise = ['a.'.repeat(32_768), 'authorization:'.repeat(4000), 'http://'.repeat(9000), 'bearer '.repeat(9000)];
    const redactor = new Redactor();
    for (const text of noise) expect(redactor.redact(`${text}://mcpm_`).text.length).toBeGreaterThan(0);
  });
});
