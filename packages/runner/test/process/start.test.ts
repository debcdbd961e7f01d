import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { eventually, temporaryHome } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { petsDocument, writeDocument } from '../pets-document.ts';

const bundle = fileURLToPath(new URL('../../bundle.mjs', import.meta.url));

const HELLO = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
};
const LIST = { jsonrpc: '2.0', id: 2, method: 'tools/list' };

const CALL = { jsonrpc: '2.0', id: 3, method: 'tools/call', params: { name: 'listPets', arguments: {} } };

/** Prints whether V8 takes the code in a file, which holds it twice, for a script, with the flags that every start has. */
const TAKES_CODE = `
  const [script, file] = process.argv.slice(1);
  require('node:v8').setFlagsFromString('--semi-space-growth-factor=1');
  const code = require('node:fs').readFileSync(file);
  const cachedData = code.subarray(0, code.length / 2);
  const made = new (require('node:vm').Script)(require('node:fs').readFileSync(script, 'latin1'), { cachedData });
  process.stdout.write(made.cachedDataRejected ? 'refused' : 'taken');
`;

/** Says on standard error which files and modules are loaded. */
const TELLS_LOADS = `
import { registerHooks } from 'node:module';
registerHooks({ load: (url, context, next) => { process.stderr.write('LOADED ' + url + '\\n'); return next(url, context); } });
`;

test('until the first list of tools one module and the parts are loaded, without schemas, SDK and HTTP client; their compiled code outlives a kill, and is of use though there were calls', async () => {
  await using home = temporaryHome();
  const dist = join(home.path, 'dist');
  await promisify(execFile)(process.execPath, [bundle, dist]);
  const hook = join(home.path, 'tells-loads.mjs');
  writeFileSync(hook, TELLS_LOADS);
  const args = [
    '--import',
    hook,
    join(dist, 'bin.js'),
    '--openapi',
    writeDocument(home.path, petsDocument('http://127.0.0.1:9')),
  ];
  const env = { PATH: process.env['PATH'], XDG_CACHE_HOME: join(home.path, 'cache') };
  const child = spawn(process.execPath, args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
  const exited = once(child, 'exit');
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  let loaded: readonly string[] = [];
  child.stdin.write(`${JSON.stringify(HELLO)}\n${JSON.stringify(LIST)}\n`);
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.includes('"id":2')) continue;
    expect(line).toContain('listPets');
    loaded = [...stderr.matchAll(/LOADED file:.*\/dist\/(.*)/g)].map(([, file]) => file ?? '');
    break;
  }
  expect(loaded).toEqual(['bin.js']);
  const parts = readdirSync(dist).filter((file) => file.endsWith('.cjs'));
  expect(parts.map((file) => file.replace(/-.*/, '')).toSorted()).toEqual(['compile', 'start', 'yaml']);
  // Every schema of zod has this member. That the parts hold none of the other heavy packages is seen to when they are made.
  for (const part of parts) expect(readFileSync(join(dist, part), 'utf8').includes('_zod')).toBe(false);
  child.stdin.write(`${JSON.stringify(CALL)}\n`);
  const code = join(home.path, 'cache', 'mcpm', 'code');
  // The document is JSON: what reads YAML has not run.
  for (const part of parts.filter((file) => !file.startsWith('yaml'))) {
    const kept = await eventually(
      () => {
        const files = existsSync(code) ? readdirSync(code) : [];
        const file = files.find(
          (name) => name.startsWith(`${part}-stdio-${process.version}-`) && !name.endsWith('.part'),
        );
        if (file === undefined) throw new Error(`${part} is not kept yet`);
        return join(code, file);
      },
      { timeoutMs: 15_000 },
    );
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', TAKES_CODE, join(dist, part), kept]);
    expect(stdout).toBe('taken');
  }
  child.kill('SIGKILL');
  await exited;
});
