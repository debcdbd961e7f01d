import { RunnerOptions, type RunnerOptionsInput } from '@mcpm/domain';
import { expect, test } from 'vitest';
import { Logger } from '../../src/log/logger.ts';
import { dialSettings } from '../../src/upstream/dial/dial-settings.ts';
import { tellConnections } from '../../src/upstream/tell-connections.ts';

/** What is said of a server at its start. */
async function said(baseUrl: string, input: Partial<RunnerOptionsInput> = {}, env: Record<string, string> = {}) {
  const lines: string[] = [];
  const sink = { isTTY: true, write: (line: string) => lines.push(line) };
  const log = new Logger({ level: 'debug', sink, now: () => new Date(0) });
  const options = RunnerOptions.parse({ openapi: 'https://docs.test/api.yaml', ...input });
  await tellConnections(log, options, { document: { baseUrl }, dial: dialSettings(options, env) });
  return lines.join('');
}

test.each([
  'http://localhost:3000',
  'http://10.1.2.3/v1',
  'http://[fd00::1]',
  'http://api.internal.',
  'http://metadata',
])('R45: that the server %s of a document from the network will be refused is told at the start', async (url) => {
  expect(await said(url)).toMatch(/warn Calls to http:\S+ will be refused: .*--allow-private/);
  expect(await said(url, { baseUrl: url })).toBe('');
});

test('R45: nothing is said of a server that may be called', async () => {
  expect(await said('https://api.test')).toBe('');
  expect(await said('http://localhost:3000', { openapi: 'api.yaml' })).toBe('');
  expect(await said('http://10.1.2.3', { unixSocket: '/run/api.sock' })).toBe('');
});

test('R44: insecure is told loudly, and proxies without their passwords', async () => {
  expect(await said('https://api.test', { insecure: true })).toContain('warn DANGER: --insecure is on');
  const told = await said('https://api.test', {}, { HTTPS_PROXY: 'http://me:hunter2@proxy.test:3128' });
  expect(told).toContain('Calls go through the proxy of HTTPS_PROXY (proxy.test:3128)');
  expect(told).not.toContain('hunter2');
});
