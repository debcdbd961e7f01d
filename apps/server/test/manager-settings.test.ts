import { fileURLToPath } from 'node:url';
import { crashLoopIsReachable, ProcessSpec } from '@mcpm/domain';
import { expect, test } from 'vitest';
import { readEnvironment } from '../src/env.ts';
import type { Home } from '../src/home.ts';
import { managerSettings, publicUrl } from '../src/manager-settings.ts';

const home: Home = {
  path: '/h',
  data: '/h/data',
  documents: '/h/data/documents',
  logs: '/h/logs',
  config: '/h/config',
  run: '/h/run',
  cache: '/h/cache',
};
const settingsOf = (variables: NodeJS.ProcessEnv) =>
  managerSettings(readEnvironment(variables), { url: 'http://127.0.0.1:3000' }, home);

test.each(['0', '1', '3', '10', '15', '1000'])(
  'with PROCESS_MAX_RETRIES=%s the limit of crashes can be reached',
  (value) => {
    const { restart } = settingsOf({ PROCESS_MAX_RETRIES: value });
    const spec = ProcessSpec.parse({ id: 'a', command: 'true', restart });
    expect(spec.restart.maxRetries).toBe(Number(value));
    expect(crashLoopIsReachable(spec.restart)).toBe(true);
  },
);

test.each(['1000', '30000'])('with PROCESS_TIMEOUT=%s TERM comes before KILL', (value) => {
  const { timeouts } = settingsOf({ PROCESS_TIMEOUT: value });
  expect(timeouts.startMs).toBe(Number(value));
  expect(timeouts.termAfterMs).toBeLessThan(timeouts.killAfterMs ?? 0);
});

test('an address of all interfaces is shown as one that can be opened', () => {
  const environment = readEnvironment({ MCPM_HOST: '0.0.0.0', MCPM_ALLOW_INSECURE: 'true' });
  expect(publicUrl(environment)).toBe('http://127.0.0.1:3000');
  expect(publicUrl(readEnvironment({ MCPM_HOST: '::1' }), 8080)).toBe('http://[::1]:8080');
});

test('MCPM_SANDBOX=off starts servers with all rights of the user', () => {
  expect(settingsOf({ MCPM_SANDBOX: 'off' }).sandbox).toBeUndefined();
  expect(() => settingsOf({ MCPM_SANDBOX: 'maybe' })).toThrow('MCPM_SANDBOX: must be on or off');
});

test('R45: servers are told where the host of a document may lead: this machine where nobody else calls, and what MCPM_ALLOW_PRIVATE opens', () => {
  const opened = { MCPM_ALLOW_PRIVATE: '10.0.0.0/8,docs.internal' };
  expect(settingsOf({}).documentPlaces).toEqual(['127.0.0.0/8', '0.0.0.0', '::1', '::']);
  expect(settingsOf(opened).documentPlaces).toEqual([
    ...(settingsOf({}).documentPlaces ?? []),
    '10.0.0.0/8',
    'docs.internal',
  ]);
  expect(settingsOf({ MCPM_BEHIND_TLS: 'true' }).documentPlaces).toEqual([]);
  expect(settingsOf({ MCPM_BEHIND_TLS: 'true', ...opened }).documentPlaces).toEqual(['10.0.0.0/8', 'docs.internal']);
});

test('a script of somebody else is not sandboxed, because nobody knows what it reads', () => {
  expect(settingsOf({ MCP_SERVER_SCRIPT_PATH: fileURLToPath(import.meta.url) }).sandbox).toBeUndefined();
});
