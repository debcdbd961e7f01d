// What is loaded late in the bundle is really there.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { temporaryHome } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { petsDocument, writeDocument } from '../pets-document.ts';

const bundle = fileURLToPath(new URL('../../bundle.mjs', import.meta.url));
const run = promisify(execFile);

test('every command of the bundle works with nothing installed beside it', async () => {
  await using home = temporaryHome();
  const dist = join(home.path, 'dist');
  await run(process.execPath, [bundle, dist]);
  const env = { ...process.env, NODE_PATH: '', XDG_CACHE_HOME: join(home.path, 'cache') };
  const command = async (...args: readonly string[]) =>
    (await run(process.execPath, [join(dist, 'bin.js'), ...args], { cwd: home.path, env })).stdout;
  const paths = { '/pets': { post: { operationId: 'createPet', responses: { 201: { description: 'Made' } } } } };
  writeDocument(home.path, petsDocument('https://api.pets.dev', paths));
  expect(await command('inspect', 'pets.json')).toContain('createPet');
  expect(await command('doctor', 'pets.json', '--fix', 'mended.yaml')).toContain('summary_missing');
  expect(readFileSync(join(home.path, 'mended.yaml'), 'utf8')).toContain('overlay: 1.1.0');
  expect(await command('doctor', 'pets.json', '--overlay', 'mended.yaml')).toContain('nothing is wrong');
  expect(await command('curl', 'createPet', '--openapi', 'pets.json')).toMatch(/^curl --request POST .*\/pets /);
  expect(await command('completion', 'bash')).toContain('complete -o filenames -F _mcpm_runner mcpm-runner');
  expect(await command('help', 'doctor')).toContain('--fix FILE');
});
