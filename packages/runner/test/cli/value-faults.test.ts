import { McpmError } from '@mcpm/domain';
import { describe, expect, test } from 'vitest';
import { listOptionShapes } from '../../src/cli/option-table.ts';
import { parseInvocation, type Invocation } from '../../src/cli/parse-options.ts';
import type { Environment } from '../../src/runtime/environment.ts';

const shapes = listOptionShapes();

function parse(argv: readonly string[], env: Environment = {}): Promise<Invocation> {
  return parseInvocation(['--openapi', 'a.yaml', ...argv], env, shapes);
}

async function refused(argv: readonly string[], env: Environment = {}): Promise<McpmError> {
  const error: unknown = await parse(argv, env).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof McpmError) return error;
  throw new Error('nothing was refused', { cause: error });
}

describe('a value that no header may have', () => {
  test.each([
    ['a token', ['--auth', 'canary\r\nX-Evil: 1'], '--auth'],
    ['a token outside of Latin-1', ['--auth', 'canary\u20ac'], '--auth'],
    ['the token of clients', ['--require-token', 'canary\n'], '--require-token'],
    ['a header', ['--headers', '{"X-Key":"canary\\nX-Evil: 1"}'], '--header'],
    ['a header of the document', ['--document-headers', '{"X-Key":"canary\\u0000"}'], '--document-header'],
    ['the name of a header', ['--headers', '{"X Key: canary":"1"}'], '--header'],
  ])('R34: is refused before anything starts, and not quoted: %s', async (_what, argv, pointer) => {
    const error = await refused(argv);
    expect(error.code).toBe('usage_invalid');
    expect(error.faults.map((fault) => fault.pointer)).toEqual([pointer]);
    expect(error.message).toContain('no header may have');
    expect(JSON.stringify([error.message, error.faults])).not.toContain('canary');
  });

  test('every one is named, with the variable it stands in', async () => {
    const env = { MCPM_AUTH_TOKEN: 'a\nb', MCPM_HEADERS: '{"A":"\\n","B":"fine","C":"\\n"}' };
    const error = await refused([], env);
    expect(error.code).toBe('configuration_invalid');
    expect(error.message.split('\n')).toEqual([
      'MCPM_AUTH_TOKEN holds a line break or another character that no header may have',
      'MCPM_HEADERS for "A" holds a line break or another character that no header may have',
      'MCPM_HEADERS for "C" holds a line break or another character that no header may have',
    ]);
  });

  test('what a header may have passes: Latin-1, tabs, and nothing at all', async () => {
    const headers = { 'X-Name': 'Zo\u00eb\t1', 'X-Empty': '' };
    expect(await parse(['--headers', JSON.stringify(headers)])).toMatchObject({ options: { headers } });
  });
});

test('R45: an opening that is none is a fault of the command line, or of the variable it stands in', async () => {
  const error = await refused(['--allow-private', '10.0.0.0/33', '--allow-private', 'all', '--allow-private', 'a b']);
  expect(error.code).toBe('usage_invalid');
  expect(error.faults.map(({ pointer, message }) => `${pointer} ${message}`)).toEqual([
    expect.stringMatching(/^--allow-private "10\.0\.0\.0\/33" is neither a host/),
    expect.stringMatching(/^--allow-private "a b" is neither a host/),
  ]);
  const variable = await refused([], { MCPM_ALLOW_PRIVATE: 'http://api.test' });
  expect(variable).toMatchObject({ code: 'configuration_invalid', faults: [{ pointer: 'MCPM_ALLOW_PRIVATE' }] });
});

test('R34: a login in the base URL is refused, not dropped, with the options that take it', async () => {
  const error = await refused(['--base-url', 'https://user:canary@api.example.com/v1']);
  expect(error).toMatchObject({ code: 'usage_invalid', faults: [{ pointer: '--base-url' }] });
  expect(error.message).toContain('MCPM_CREDENTIALS');
  expect(error.message).not.toContain('canary');
  const baseUrl = 'https://api.example.com/users/@me?mail=a@b';
  expect(await parse(['--base-url', baseUrl])).toMatchObject({ options: { baseUrl } });
});

test('an IPv6 address to listen at may stand in brackets, as in a URL', async () => {
  expect(await parse(['--host', '[::1]'])).toMatchObject({ options: { host: '::1' } });
  expect(await parse([], { MCPM_RUNNER_HOST: '[::]' })).toMatchObject({ options: { host: '::' } });
  expect(await parse(['--host', 'localhost'])).toMatchObject({ options: { host: 'localhost' } });
});
