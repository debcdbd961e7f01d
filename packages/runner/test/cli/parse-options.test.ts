import { McpmError } from '@mcpm/domain';
import { expect, test } from 'vitest';
import { listOptionShapes } from '../../src/cli/option-table.ts';
import { parseInvocation } from '../../src/cli/parse-options.ts';
import type { Environment } from '../../src/runtime/environment.ts';

const shapes = listOptionShapes();

async function options(argv: readonly string[], env: Environment = {}) {
  const invocation = await parseInvocation(argv, env, shapes);
  if (invocation.wants !== 'server') throw new Error('no server is wanted');
  return invocation;
}

async function refused(argv: readonly string[], env: Environment = {}): Promise<McpmError> {
  try {
    await parseInvocation(argv, env, shapes);
  } catch (error) {
    if (error instanceof McpmError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

test('an option has its default, its variable wins over the default, its argument over the variable', async () => {
  expect((await options(['--openapi', 'a.yaml'])).options).toMatchObject({
    transport: 'stdio',
    port: 3001,
    host: '127.0.0.1',
    endpoint: '/mcp',
    timeout: 30_000,
  });
  const env = { MCPM_OPENAPI: 'b.yaml', MCPM_RUNNER_PORT: '4000', MCPM_TRANSPORT: 'sse', MCPM_WATCH: 'true' };
  expect((await options([], env)).options).toMatchObject({
    openapi: 'b.yaml',
    port: 4000,
    transport: 'sse',
    watch: true,
  });
  expect((await options(['--port', '5000', '--no-watch'], env)).options).toMatchObject({ port: 5000, watch: false });
});

test("the owner's spelling of switches is read: --managed true --auto-restart true", async () => {
  const argv = [
    '--openapi',
    'a.yaml',
    '--managed',
    'true',
    '--auto-restart',
    'true',
    '--watch=false',
    '--strict',
    '--transport',
    'http',
  ];
  expect((await options(argv)).options).toMatchObject({
    managed: true,
    autoRestart: true,
    watch: false,
    strict: true,
    transport: 'streamable',
  });
});

test('lists and maps add up over repeated arguments, as JSON too, and their plural spelling is read', async () => {
  const argv = [
    '--openapi=a',
    '--header',
    'X-One: 1',
    '--header',
    'X-Two: a: b=c',
    '--headers',
    '{"X-Three":"3"}',
    '--include',
    'tag:a,b',
    '--include',
    'method:GET',
  ];
  expect((await options(argv)).options).toMatchObject({
    headers: { 'X-One': '1', 'X-Two': 'a: b=c', 'X-Three': '3' },
    include: ['tag:a,b', 'method:GET'],
  });
  const env = { MCPM_CREDENTIALS: 'basic=me:secret\nkey=k', MCPM_HEADERS: '{"A":"b"}', MCPM_EXCLUDE: 'tag:x, tag:y' };
  expect((await options(['--openapi', 'a'], env)).options).toMatchObject({
    credentials: { basic: 'me:secret', key: 'k' },
    headers: { A: 'b' },
    exclude: ['tag:x', 'tag:y'],
  });
});

test('every fault is told at once, with the option and what is allowed', async () => {
  const error = await refused([
    '--transport',
    'pigeon',
    '--port',
    '70000',
    '--prot',
    '1',
    'word',
    '--watch=maybe',
    '--timeout',
  ]);
  expect(error.code).toBe('usage_invalid');
  expect(error.faults.map(({ pointer }) => pointer).toSorted()).toEqual([
    '--openapi',
    '--port',
    '--prot',
    '--timeout',
    '--transport',
    '--watch',
    'word',
  ]);
  expect(error.message).toContain('--transport "pigeon" does not fit: allowed are stdio, sse, streamable');
  expect(error.message).toContain('--prot is no option; did you mean --port?');
  expect(error.message).toContain('--openapi is missing: give --openapi URL|FILE|- or set MCPM_OPENAPI');
});

test('a bad variable is a fault of the configuration and named by its name', async () => {
  const error = await refused(['--openapi', 'a'], { MCPM_TRANSPORT: 'pigeon', MCPM_STRICT: 'perhaps' });
  expect(error.code).toBe('configuration_invalid');
  expect(error.message).toContain('MCPM_TRANSPORT "pigeon" does not fit: allowed are stdio, sse, streamable');
  expect(error.message).toContain('MCPM_STRICT "perhaps" does not fit: allowed are true and false');
});

test('a secret is not repeated in a fault, and its argument earns a warning that names the variable', async () => {
  expect((await refused(['--openapi', 'a', '--header', 'hunter2'])).message).not.toContain('hunter2');
  const { warnings } = await options(['--openapi', 'a', '--auth', '-hunter2']);
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toContain('MCPM_AUTH_TOKEN');
  expect(warnings[0]).not.toContain('hunter2');
});

test('standard input as the document is refused where it is needed for something else', async () => {
  expect((await refused(['--openapi', '-'])).message).toContain('stdio');
  const argv = ['--openapi', '-', '--transport', 'sse', '--managed', '--watch', '--auto-restart'];
  expect((await refused(argv)).faults).toHaveLength(3);
  expect((await options(['--openapi', '-', '--transport', 'sse'])).options.openapi).toBe('-');
});

test('help and version win over everything else', async () => {
  expect(await parseInvocation(['--help', '--nonsense'], {}, shapes)).toEqual({ wants: 'help' });
  expect(await parseInvocation(['-v'], {}, shapes)).toEqual({ wants: 'version' });
});

test('a login inside of a map of credentials may be an object or its JSON text', async () => {
  const login = { clientId: 'app', clientSecret: 'hush' };
  const env = { MCPM_OPENAPI: 'a.yaml', MCPM_CREDENTIALS: JSON.stringify({ oauth: login, key: 'k' }) };
  expect((await options([], env)).options.credentials).toEqual({ oauth: JSON.stringify(login), key: 'k' });
  const text = JSON.stringify({ oauth: JSON.stringify(login) });
  expect((await options([], { ...env, MCPM_CREDENTIALS: text })).options.credentials).toEqual({
    oauth: JSON.stringify(login),
  });
});

test('a number beyond its range is told with the range', async () => {
  const { message } = await refused(['--openapi', 'a.yaml', '--port', '99999', '--retries', 'often']);
  expect(message).toContain('--port 99999 does not fit: allowed are whole numbers from 0 to 65535');
  expect(message).toMatch(/--retries "often" does not fit: allowed are whole numbers from 0/);
});
