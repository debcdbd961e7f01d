import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startUpstream, temporaryHome } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { petsDocument, writeDocument } from '../pets-document.ts';
import { runOnce } from './run-once.ts';

const answer = () => ({ headers: { 'content-type': 'application/json' }, body: '{"name":"Rex"}' });

test('call sends what a server would, with its credentials, and prints the answer', async () => {
  await using home = temporaryHome();
  await using upstream = await startUpstream({ handler: answer });
  const file = writeDocument(home.path, petsDocument(upstream.url));
  const env = { MCPM_AUTH_TOKEN: 'secret-token' };
  const called = await runOnce(['call', 'listPets', '{"limit": "3"}', '--openapi', file], { env });
  expect(called).toEqual({ code: 0, stdout: '{"name":"Rex"}\n', stderr: '' });
  expect(upstream.requests[0]).toMatchObject({
    url: '/pets?limit=3',
    headers: { authorization: 'Bearer secret-token' },
  });
});

test('arguments come from a file or from standard input, and --raw prints the whole result', async () => {
  await using home = temporaryHome();
  await using upstream = await startUpstream({ handler: answer });
  const file = writeDocument(home.path, petsDocument(upstream.url));
  const args = join(home.path, 'args.json');
  writeFileSync(args, '{"body": {"name": "from a file"}}');
  const fromFile = await runOnce(['call', 'createPet', `@${args}`, '--openapi', file, '--raw']);
  const typed = await runOnce(['call', 'createPet', '-', '--openapi', file], { input: '{"body":{"name":"typed"}}' });
  expect(JSON.parse(fromFile.stdout)).toMatchObject({ structuredContent: { name: 'Rex' } });
  expect(typed.code).toBe(0);
  expect(upstream.requests.map(({ body }) => body.toString())).toEqual(['{"name":"from a file"}', '{"name":"typed"}']);
});

test('a result that is an error is printed, and the process leaves with 1', async () => {
  await using home = temporaryHome();
  await using upstream = await startUpstream({ handler: () => ({ status: 404, body: 'no such pet' }) });
  const file = writeDocument(home.path, petsDocument(upstream.url));
  const refused = await runOnce(['call', 'listPets', '--openapi', file]);
  expect(refused.code).toBe(1);
  expect(refused.stdout).toContain('no such pet');
  const invalid = await runOnce(['call', 'createPet', '{}', '--openapi', file]);
  expect(invalid).toMatchObject({ code: 1, stdout: expect.stringContaining('"body"') });
  expect(upstream.requests).toHaveLength(1);
});

test('a wrong name proposes near ones, wrong JSON is named, and both leave with 64', async () => {
  await using home = temporaryHome();
  const file = writeDocument(home.path, petsDocument('http://127.0.0.1:9'));
  const name = await runOnce(['call', 'listPet', '--openapi', file]);
  const json = await runOnce(['call', 'listPets', '{limit', '--openapi', file]);
  expect([name.code, json.code]).toEqual([64, 64]);
  expect(name.stderr).toMatch(/did you mean listPets/);
  expect(json.stderr).toContain('the arguments are no JSON');
  expect(name.stdout + json.stdout).toBe('');
});
