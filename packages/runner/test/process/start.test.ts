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

/** Says on standard error which files and modules are loaded. */
const TELLS_LOADS = `
import { registerHooks } from 'node:module';
registerHooks({ load: (url, context, next) => { process.stderr.write('LOADED ' + url + '\\n'); return next(url, context); } });
`;

test('until the first list of tools two files are loaded, without schemas, SDK and HTTP client; compiled code outlives a kill', async () => {
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
  expect(loaded.toSorted()).toEqual(['bin.js', 'start.js']);
  // Every schema of zod has this member. That start.js holds none of the other heavy packages is seen to when it is made.
  expect(readFileSync(join(dist, 'start.js'), 'utf8').includes('_zod')).toBe(false);
  const code = join(home.path, 'cache', 'mcpm', 'code');
  await eventually(
    () => {
      if (!existsSync(code) || readdirSync(code, { recursive: true }).length < 2)
        throw new Error('no code is kept yet');
    },
    { timeoutMs: 15_000 },
  );
  child.kill('SIGKILL');
  await exited;
});
