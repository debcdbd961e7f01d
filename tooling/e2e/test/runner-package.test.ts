// The runner works on its own from the packed tarball, as `npx @mcpm/runner` brings it: no workspace, no dependency.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { wickedDocument } from '@mcpm/corpus';
import { startPetstore, type Petstore } from '@mcpm/example-petstore';
import { temporaryHome, type TemporaryHome } from '@mcpm/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectOfficial, type ClientKind, type Target } from '../src/official-client.ts';
import { freePort, repository } from '../src/start-product.ts';

const run = promisify(execFile);
const packageDirectory = join(repository, 'packages/runner');
const document = join(repository, 'examples/petstore/petstore.yaml');

let home: TemporaryHome;
let petstore: Petstore;
/** The installed command. */
let command: string;

beforeAll(async () => {
  home = temporaryHome();
  petstore = await startPetstore();
  const { packageManager } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
    packageManager: string;
  };
  await run('npx', ['--yes', '--prefer-offline', packageManager, 'pack', '--out', join(home.path, 'runner.tgz')], {
    cwd: packageDirectory,
  });
  const consumer = join(home.path, 'consumer');
  mkdirSync(consumer);
  writeFileSync(join(consumer, 'package.json'), '{ "private": true }');
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', join(home.path, 'runner.tgz')], {
    cwd: consumer,
  });
  command = join(consumer, 'node_modules/.bin/mcpm-runner');
});

afterAll(async () => {
  await petstore.close();
  await home.remove();
});

/** How a command ended. */
async function ending(
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  const child = spawn(command, args, {
    cwd: home.path,
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

/** Starts the installed runner with an HTTP transport and resolves when it answers. */
async function serve(
  transport: 'streamable' | 'sse',
): Promise<{ readonly target: Target; readonly end: () => Promise<void> }> {
  const port = await freePort();
  const args = ['--openapi', document, '--base-url', petstore.url, '--transport', transport, '--port', String(port)];
  const child = spawn(command, args, { env: { PATH: process.env['PATH'] ?? '' }, stdio: ['ignore', 'ignore', 'pipe'] });
  await new Promise<void>((resolve, reject) => {
    child.stderr.on('data', (chunk: Buffer) => (chunk.toString().includes(`:${port}`) ? resolve() : undefined));
    child.once('exit', (code) => reject(new Error(`The runner ended with code ${code}.`)));
  });
  const path = transport === 'sse' ? '/sse' : '/mcp';
  return {
    target: { transport, url: `http://127.0.0.1:${port}${path}` },
    end: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

async function listAndCall(kind: ClientKind, target: Target): Promise<void> {
  await using client = await connectOfficial(kind, target);
  expect(await client.toolNames()).toContain('listPets');
  const answer = await client.call('getPet', { petId: 1 });
  expect(answer.isError ?? false).toBe(false);
  expect(petstore.requests.at(-1)).toMatchObject({ method: 'GET', url: '/pets/1' });
}

test('the tarball asks for no other package', () => {
  const manifest = JSON.parse(
    readFileSync(join(home.path, 'consumer/node_modules/@mcpm/runner/package.json'), 'utf8'),
  ) as { dependencies?: object };
  expect(Object.keys(manifest.dependencies ?? {})).toEqual([]);
});

test('--help teaches every option and --version tells the version of the package', async () => {
  const help = await ending(['--help']);
  expect(help.code).toBe(0);
  for (const flag of [
    '--openapi',
    '--transport',
    '--port',
    '--auth',
    '--header',
    '--base-url',
    '--watch',
    '--require-token',
  ])
    expect(help.stdout).toContain(flag);
  const { version } = JSON.parse(readFileSync(join(packageDirectory, 'package.json'), 'utf8')) as { version: string };
  expect((await ending(['--version'])).stdout.trim()).toBe(version);
});

test.each(['v1', 'v2-legacy', 'v2-auto'] as const)('the official client %s starts it over stdio', async (kind) => {
  await listAndCall(kind, {
    transport: 'stdio',
    command,
    args: ['--openapi', document, '--base-url', petstore.url, '--transport', 'stdio'],
  });
});

test('the official clients reach it over streamable', async () => {
  const { target, end } = await serve('streamable');
  for (const kind of ['v1', 'v2-legacy', 'v2-auto'] as const) await listAndCall(kind, target);
  await end();
});

test('the official clients reach it over sse', async () => {
  const { target, end } = await serve('sse');
  for (const kind of ['v1', 'v2-legacy'] as const) await listAndCall(kind, target);
  await end();
});

test('wrong options are told all at once with exit code 64', async () => {
  const { code, stdout, stderr } = await ending(['--transport', 'pigeon', '--port', 'many', '--nonsense']);
  expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
  for (const part of ['--transport', 'pigeon', 'streamable', '--port', 'nonsense', '--openapi'])
    expect(stderr).toContain(part);
});

test('a bad environment variable is named with exit code 78', async () => {
  const { code, stderr } = await ending(['--openapi', document], { MCPM_TIMEOUT: 'soon' });
  expect(code).toBe(78);
  expect(stderr).toContain('MCPM_TIMEOUT');
});

test.each(['html-page', 'truncated', 'empty', 'not-openapi', 'unknown-version'] as const)(
  'the unusable document %s is named with exit code 65',
  async (name) => {
    const { code, stderr } = await ending([
      '--openapi',
      wickedDocument(name).file,
      '--transport',
      'streamable',
      '--port',
      '0',
    ]);
    expect(code).toBe(65);
    expect(stderr).toContain('document_unusable');
  },
);

test('a document that is not there is named with exit code 69', async () => {
  const missing = await ending(['--openapi', './no-such-file.yaml', '--transport', 'streamable', '--port', '0']);
  expect(missing.code).toBe(69);
  expect(missing.stderr).toContain('no-such-file.yaml');
  const silent = await ending([
    '--openapi',
    `http://127.0.0.1:${await freePort()}/openapi.json`,
    '--transport',
    'streamable',
    '--port',
    '0',
  ]);
  expect(silent.code).toBe(69);
});

test('a taken port is named with exit code 73', async () => {
  const { code, stderr } = await ending([
    '--openapi',
    document,
    '--transport',
    'streamable',
    '--port',
    new URL(petstore.url).port,
  ]);
  expect(code).toBe(73);
  expect(stderr).toContain(new URL(petstore.url).port);
});
