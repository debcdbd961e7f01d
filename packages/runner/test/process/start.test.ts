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

test('until the first list of tools one module and the parts are loaded, without schemas, SDK and HTTP client; their compiled code outlives a kill', async () => {
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
  const code = join(home.path, 'cache', 'mcpm', 'code');
  await eventually(
    () => {
      const kept = existsSync(code) ? readdirSync(code) : [];
      // The document is JSON: what reads YAML has not run.
      for (const part of parts.filter((file) => !file.startsWith('yaml')))
        if (!kept.includes(`${part}-${process.version}-${process.arch}`)) throw new Error(`${part} is not kept yet`);
    },
    { timeoutMs: 15_000 },
  );
  child.kill('SIGKILL');
  await exited;
});
