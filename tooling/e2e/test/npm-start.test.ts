// `npm start` as a person runs it: it says where to log in, and however it ends, nothing of it stays behind.
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createApiClient } from '@mcpm/api/contract';
import { temporaryHome, type TemporaryHome } from '@mcpm/test-kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { commandLine, isAlive, pidsWithVariable } from '../src/processes.ts';
import { soon } from '../src/soon.ts';
import { ADMIN_TOKEN, freePort, productEnvironment, repository } from '../src/start-product.ts';

let home: TemporaryHome;
let npm: ChildProcess;
/** Pid of the one server that runs. */
let server: number;

/** Everything that npm started, and npm itself. */
const family = (): number[] => pidsWithVariable('MCPM_HOME', home.path);

beforeEach(async () => {
  home = temporaryHome();
  const env = productEnvironment(home.path, {
    MCP_DEFAULT_PORT: String(await freePort()),
    HOME: process.env['HOME'] ?? home.path,
  });
  npm = spawn('npm', ['start'], { cwd: repository, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  npm.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const url = await soon(() => {
    const found = /Log in .*: (http:\S+)\/login\?code=\S+\n/.exec(output)?.[1];
    expect(found).toBeDefined();
    return found ?? '';
  });
  const api = createApiClient({ baseUrl: url, token: ADMIN_TOKEN });
  const openapiUrl = join(repository, 'examples/petstore/petstore.yaml');
  await api('createServer', { body: { name: 'petstore', openapiUrl } });
  server = (await api('startServer', { params: { id: 'petstore' }, query: { wait: true } })).pid ?? 0;
});

afterEach(async () => {
  for (const pid of family()) process.kill(pid, 'SIGKILL');
  await home.remove();
});

test.each([
  ['npm gets SIGTERM, which it does not pass on', () => npm.pid, 'SIGTERM'],
  ['npm is killed', () => npm.pid, 'SIGKILL'],
  [
    'the launcher is killed',
    () =>
      family().find(
        (pid) => /node \S*scripts\/start\.mjs$/.test(commandLine(pid)) && !commandLine(pid).startsWith('sh'),
      ),
    'SIGKILL',
  ],
  [
    'the manager is killed',
    () => family().find((pid) => commandLine(pid).endsWith('apps/server/dist/main.js')),
    'SIGKILL',
  ],
] as const)('when %s, manager and servers leave', async (_title, pidOf, signal) => {
  expect(isAlive(server)).toBe(true);
  const pid = pidOf();
  expect(pid).toBeGreaterThan(0);
  process.kill(pid ?? 0, signal);
  await soon(() => {
    expect(family()).toEqual([]);
    expect(isAlive(server)).toBe(false);
  });
});
