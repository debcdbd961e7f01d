import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryHome } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import * as face from '../src/index.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const source = new URL('../src/index.ts', import.meta.url).href;

/** Names that stand beside the decisions as their constants. */
const CONSTANTS = ['HALF_OPEN_MS', 'STABLE_DELAY_MS', 'noHealthRecord'];

test('the README names every class and function that is exported', () => {
  const unnamed = Object.keys(face).filter((name) => !readme.includes(`\`${name}\``) && !readme.includes(`${name}(`));
  expect(unnamed.sort()).toEqual(CONSTANTS);
});

test('the README names every method of the manager and of the health checks', () => {
  const { ProcessManager, ProcessHealth } = face;
  const methods = [ProcessManager, ProcessHealth].flatMap(({ prototype }) => Object.getOwnPropertyNames(prototype));
  // What the supervisor itself calls.
  const inner = ['constructor', 'awaitReady', 'recordOf', 'forget', 'receive'];
  expect(methods.filter((name) => !inner.includes(name) && !readme.includes(`\`${name}\``))).toEqual([]);
});

test('the code of the README runs, and prints what stands there', async () => {
  await using home = temporaryHome();
  const [, code = ''] = /```ts\n([\s\S]+?)```/.exec(readme) ?? [];
  const program = code.replace("'@mcpm/supervisor'", JSON.stringify(source));
  writeFileSync(join(home.path, 'server.js'), "process.stdin.resume().on('end', () => process.exit());");
  const args = ['--conditions=mcpm-source', '--input-type=module', '--eval', program];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: home.path });
  expect(stdout).toMatch(/^running \d+ group$/m);
  expect(stdout).toMatch(/^api \d+ exit$/m);
  expect(existsSync(join(home.path, 'run'))).toBe(true);
});
