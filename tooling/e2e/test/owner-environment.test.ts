// The owner's environment variables and script work as the owner's document says.
import { execFile } from 'node:child_process';
import { copyFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryHome } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { soon } from '../src/soon.ts';
import { commandLine } from '../src/processes.ts';
import { freePort, repository, startProduct } from '../src/start-product.ts';

const script = join(repository, 'scripts/mcp-server-runner.js');
const petstore = join(repository, 'examples/petstore/petstore.yaml');
const run = promisify(execFile);

test('MCP_DEFAULT_PORT and MCP_DEFAULT_TRANSPORT are what a server gets that names neither', async () => {
  await using home = temporaryHome();
  const port = await freePort();
  await using product = await startProduct(home.path, { MCP_DEFAULT_PORT: String(port), MCP_DEFAULT_TRANSPORT: 'sse' });
  const { definition } = await product.api('createServer', { body: { name: 'a', openapiUrl: petstore } });
  expect(definition).toMatchObject({ transport: 'sse', port });
});

test('MCP_SERVER_SCRIPT_PATH names the script that every server is started with', async () => {
  await using home = temporaryHome();
  const copy = join(home.path, 'my-runner.mjs');
  writeFileSync(copy, `await import(${JSON.stringify(script)});\n`);
  await using product = await startProduct(home.path, { MCP_SERVER_SCRIPT_PATH: copy });
  await product.api('createServer', { body: { name: 'a', openapiUrl: petstore } });
  const { pid } = await product.api('startServer', { params: { id: 'a' }, query: { wait: true } });
  expect(commandLine(pid ?? 0)).toContain(copy);
});

test('PROCESS_MAX_RETRIES ends a crash loop as failed, with the reason and what to do', async () => {
  await using home = temporaryHome();
  const crashes = join(home.path, 'crashes.mjs');
  writeFileSync(crashes, 'process.stderr.write("no luck today\\n"); process.exit(1);\n');
  await using product = await startProduct(home.path, { MCP_SERVER_SCRIPT_PATH: crashes, PROCESS_MAX_RETRIES: '1' });
  await product.api('createServer', { body: { name: 'a', openapiUrl: petstore, restart: { initialDelayMs: 10 } } });
  await product.api('startServer', { params: { id: 'a' }, query: { wait: true } });
  await soon(async () => {
    const status = await product.api('getServerStatus', { params: { id: 'a' } });
    expect(status).toMatchObject({ wanted: 'running', status: 'failed' });
    expect(status.reason?.next.length).toBeGreaterThan(10);
  });
  const { lines } = await product.api('getProcessLogs', { params: { id: 'a' } });
  expect(lines.map(({ text }) => text)).toContain('no luck today');
});

test('PROCESS_TIMEOUT bounds the start', async () => {
  await using home = temporaryHome();
  const hangs = join(home.path, 'hangs.mjs');
  writeFileSync(hangs, 'process.on("disconnect", () => process.exit(0)); setInterval(() => {}, 1000);\n');
  await using product = await startProduct(home.path, { MCP_SERVER_SCRIPT_PATH: hangs, PROCESS_TIMEOUT: '1000' });
  await product.api('createServer', { body: { name: 'a', openapiUrl: petstore, restart: { mode: 'never' } } });
  const status = await product.api('startServer', { params: { id: 'a' }, query: { wait: true } });
  expect(status.reason?.code).toBe('process_start_timeout');
});

test('PROCESS_HEALTH_CHECK_INTERVAL sets how often a server is asked', async () => {
  await using home = temporaryHome();
  await using product = await startProduct(home.path, { PROCESS_HEALTH_CHECK_INTERVAL: '1000' });
  await product.api('createServer', { body: { name: 'a', openapiUrl: petstore, autoStart: true } });
  await soon(async () => {
    const { checks } = await product.api('getProcessHealth', { params: { id: 'a' } });
    expect(checks.filter(({ ok }) => ok).length).toBeGreaterThanOrEqual(2);
  });
});

test('LOG_LEVEL=error keeps lines of lower levels of ours out of the system log', async () => {
  await using home = temporaryHome();
  await using product = await startProduct(home.path, { LOG_LEVEL: 'error' });
  const { lines } = await product.api('queryLogs', { query: { category: 'system' } });
  expect(lines.filter(({ level }) => level === 'info')).toEqual([]);
});

test('scripts/mcp-server-runner.js is executable and is the runner', async () => {
  expect(statSync(script).mode & 0o111).not.toBe(0);
  const { stdout } = await run(process.execPath, [script, '--help']);
  for (const flag of [
    '--transport',
    '--openapi',
    '--port',
    '--endpoint',
    '--managed',
    '--auto-restart',
    '--watch',
    '--auth',
    '--header',
  ])
    expect(stdout).toContain(flag);
});

test('the home holds data, logs and config', async () => {
  await using home = temporaryHome();
  copyFileSync(petstore, join(home.path, 'petstore.yaml'));
  await using product = await startProduct(home.path);
  await product.api('createServer', {
    body: { name: 'a', openapiUrl: join(home.path, 'petstore.yaml'), autoStart: true },
  });
  for (const folder of ['data', 'logs', 'config']) expect(statSync(join(home.path, folder)).isDirectory()).toBe(true);
  expect(statSync(join(home.path, 'config/secret.key')).mode & 0o077).toBe(0);
});
