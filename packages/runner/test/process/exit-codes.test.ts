import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { startUpstream, temporaryHome } from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { petsDocument, writeDocument } from '../pets-document.ts';
import { logLines, runnerArgs, startRunner } from '../runner-process.ts';

async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  await using runner = startRunner(args, env);
  const code = await runner.exited;
  return { code, stdout: runner.stdout(), stderr: runner.stderr(), messages: runner.messages };
}

describe('a runner that cannot go on', () => {
  test('leaves with 64 for a wrong command line, every fault named', async () => {
    const { code, stderr, stdout } = await run(['--transport', 'pigeon', '--prot', '1']);
    expect(code).toBe(64);
    expect(stdout).toBe('');
    const said = logLines(stderr)
      .map(({ msg }) => msg)
      .join('\n');
    for (const fault of [
      '--transport "pigeon"',
      'allowed are stdio, sse, streamable',
      '--prot is no option',
      '--openapi is missing',
      '--help',
    ])
      expect(said).toContain(fault);
  });

  test('leaves with 78 for a wrong variable, which is named', async () => {
    const { code, stderr } = await run(['--openapi', 'a.yaml'], { MCPM_RUNNER_PORT: 'harbour' });
    expect(code).toBe(78);
    expect(stderr).toContain('MCPM_RUNNER_PORT');
  });

  test('leaves with 64 for a filter or a server variable the document cannot take', async () => {
    await using home = temporaryHome();
    const { code, stderr } = await run([
      '--openapi',
      writeDocument(home.path, petsDocument('http://127.0.0.1:9')),
      '--include',
      'colour:blue',
    ]);
    expect(code).toBe(64);
    expect(stderr).toContain('colour:blue');
  });

  test.each([[], ['--fail-fast']])(
    'leaves with the code of the document for a script that gives it no input: %j',
    async (...options) => {
      await using home = temporaryHome();
      const broken = writeDocument(home.path, '{"openapi": "3.1.0", ');
      const silent = spawnSync(process.execPath, runnerArgs('--openapi', broken, ...options), { encoding: 'utf8' });
      expect([silent.status, silent.stdout]).toEqual([65, '']);
      expect(silent.stderr).toContain('document_unusable');
      const good = writeDocument(home.path, petsDocument('http://127.0.0.1:9'));
      const fine = spawnSync(process.execPath, runnerArgs('--openapi', good, ...options), { encoding: 'utf8' });
      expect([fine.status, fine.stdout]).toEqual([0, '']);
    },
  );

  test('leaves with 69 when the document cannot be reached, saying what, where and what next', async () => {
    await using documents = await startUpstream({ handler: () => ({ status: 404 }) });
    const { code, stderr } = await run([
      '--openapi',
      `${documents.url}/openapi.json?key=hunter2`,
      '--transport',
      'streamable',
      '--port',
      '0',
      '--fail-fast',
    ]);
    expect(code).toBe(69);
    expect(stderr).toContain(`document_unreachable: The document ${documents.url}/openapi.json was refused with 404`);
    expect(stderr).toContain('Check the URL');
    expect(stderr).not.toContain('hunter2');
  });

  test('leaves with 65 when the document cannot be used, and tells a manager before it is gone', async () => {
    await using home = temporaryHome();
    const { code, stderr, messages } = await run([
      '--openapi',
      writeDocument(home.path, '{"openapi": "3.1.0", '),
      '--transport',
      'sse',
      '--port',
      '0',
      '--managed',
    ]);
    expect(code).toBe(65);
    expect(stderr).toContain('document_unusable');
    expect(messages).toMatchObject([{ type: 'failed', reason: { code: 'document_unusable' } }]);
  });

  test('leaves with 73 when the port is taken', async () => {
    await using home = temporaryHome();
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const address = holder.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { code, stderr } = await run([
      '--openapi',
      writeDocument(home.path, petsDocument('http://127.0.0.1:9')),
      '--transport',
      'streamable',
      '--port',
      `${port}`,
    ]);
    holder.close();
    expect(code).toBe(73);
    expect(stderr).toContain(`port_in_use: Another program listens at 127.0.0.1:${port}.`);
  });
});

test('--help and --version print to standard output and leave with 0', async () => {
  const help = await run(['--help']);
  expect(help.code).toBe(0);
  expect(help.stdout).toContain('--openapi');
  const version = await run(['--version']);
  expect(version).toMatchObject({ code: 0, stderr: '' });
  expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test.each([[['--help']], [['--version']], [['completion', 'bash']]])(
  'whoever closes the pipe of %j has read enough: it leaves with 0, and says nothing of it',
  async (args) => {
    await using runner = startRunner(args);
    runner.child.stdout?.destroy();
    expect([await runner.exited, runner.stderr()]).toEqual([0, '']);
  },
);
