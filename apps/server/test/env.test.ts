import { McpmError } from '@mcpm/domain';
import { isAbsolute } from 'node:path';
import { expect, test } from 'vitest';
import { isForThisMachine, isLoopback, readEnvironment } from '../src/env.ts';

/** The faults an environment is refused for, by variable. */
function faultsOf(variables: NodeJS.ProcessEnv): Record<string, string> {
  try {
    readEnvironment(variables);
  } catch (error) {
    if (error instanceof McpmError)
      return Object.fromEntries(error.faults.map(({ pointer, message }) => [pointer, message]));
    throw error;
  }
  return {};
}

test('an empty environment gives every default', () => {
  expect(readEnvironment({})).toMatchObject({
    MCPM_HOST: '127.0.0.1',
    MCPM_PORT: 3000,
    PROCESS_TIMEOUT: 30_000,
    PROCESS_HEALTH_CHECK_INTERVAL: 30_000,
    MCP_DEFAULT_PORT: 3001,
    MCP_DEFAULT_TRANSPORT: 'streamable',
    LOG_LEVEL: 'info',
    LOG_MAX_FILES: 10,
    LOG_MAX_SIZE: '10m',
  });
});

test('an empty variable counts as unset', () => {
  expect(readEnvironment({ MCPM_PORT: '' }).MCPM_PORT).toBe(3000);
});

test('paths become absolute', () => {
  const { MCPM_HOME, MCP_SERVER_SCRIPT_PATH } = readEnvironment({ MCPM_HOME: 'x', MCP_SERVER_SCRIPT_PATH: './y.js' });
  expect([MCPM_HOME, MCP_SERVER_SCRIPT_PATH].every((path) => isAbsolute(path))).toBe(true);
});

test('every bad variable is told, with its value', () => {
  const bad = {
    MCPM_PORT: '70000',
    PROCESS_MAX_RETRIES: '3.5',
    MCP_DEFAULT_TRANSPORT: 'ws',
    LOG_LEVEL: 'loud',
    LOG_MAX_SIZE: 'big',
    DATABASE_URL: 'postgres://db',
  };
  const faults = faultsOf(bad);
  expect(Object.keys(faults).toSorted()).toEqual(Object.keys(bad).toSorted());
  for (const [name, value] of Object.entries(bad)) expect(faults[name]).toContain(`"${value}"`);
});

test('a bad secret is named without its value', () => {
  const faults = faultsOf({ MCPM_SECRET_KEY: 'hunter2', MCPM_ADMIN_TOKEN: 'hunter3' });
  expect(Object.keys(faults)).toEqual(['MCPM_SECRET_KEY', 'MCPM_ADMIN_TOKEN']);
  expect(JSON.stringify(faults)).not.toContain('hunter');
});

test('an address beyond loopback wants a word', () => {
  expect(Object.keys(faultsOf({ MCPM_HOST: '0.0.0.0' }))).toEqual(['MCPM_HOST']);
  expect(faultsOf({ MCPM_HOST: '0.0.0.0', MCPM_BEHIND_TLS: 'true' })).toEqual({});
  expect(faultsOf({ MCPM_HOST: '::1' })).toEqual({});
});

test.each([
  ['127.0.0.1', true],
  ['127.8.9.10', true],
  ['::1', true],
  ['localhost', true],
  ['0.0.0.0', false],
  ['127.0.0.1.evil.com', false],
])('%s is loopback: %s', (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});

test.each([
  [{}, true],
  [{ MCPM_HOST: '::1' }, true],
  [{ MCPM_HOST: '0.0.0.0', MCPM_ALLOW_INSECURE: 'true' }, false],
  [{ MCPM_BEHIND_TLS: 'true' }, false],
  [{ MCPM_ALLOWED_HOSTS: 'mcpm.example.com' }, false],
])(
  'R33: with %o it is %s that only this machine calls, so that documents of this machine may be asked for',
  (variables, expected) => {
    expect(isForThisMachine(readEnvironment(variables))).toBe(expected);
  },
);
