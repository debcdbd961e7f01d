import { temporaryHome } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { petsDocument, writeDocument } from '../pets-document.ts';
import { runOnce } from './run-once.ts';

test('R26: inspect --explain says for each operation whether it is in or out, and by which rule', async () => {
  await using home = temporaryHome();
  const file = writeDocument(home.path, petsDocument('http://127.0.0.1:9'));
  const { code, stdout } = await runOnce(['inspect', file, '--explain', '--exclude', 'operation:create*']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^in +GET \/pets +listPets +nothing is against it$/m);
  expect(stdout).toMatch(/^out +POST \/pets +--exclude operation:create\* matches$/m);
  expect(stdout).toContain('1 in, 1 out');
});

test('inspect shows title, server, each tool with its hints and tokens, and each warning with its place', async () => {
  await using home = temporaryHome();
  const paths = { '/pets/{petId}': { delete: { operationId: 'deletePet', responses: {} } } };
  const file = writeDocument(home.path, petsDocument('https://api.pets.dev', paths));
  const { code, stdout, stderr } = await runOnce(['inspect', file]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('Pets 1.0.0 (3.1.0)');
  expect(stdout).toContain('https://api.pets.dev');
  expect(stdout).toMatch(/^deletePet +DELETE \/pets\/\{petId\} +destructive, idempotent +\d+$/m);
  expect(stdout).toMatch(/path_parameter_missing .*\(line \d+, \/paths/);
  expect(stdout).not.toContain('\u001B');
});

test('inspect --json is data, --cost orders the tools by their tokens, and the choice of the list is told', async () => {
  await using home = temporaryHome();
  const file = writeDocument(home.path, petsDocument('http://127.0.0.1:9'));
  const [json, cost] = await Promise.all([
    runOnce(['inspect', file, '--json', '--list-budget', '10']),
    runOnce(['inspect', file, '--cost']),
  ]);
  const data: unknown = JSON.parse(json.stdout);
  expect(data).toMatchObject({
    title: 'Pets',
    list: { lazy: true, setting: 'auto', budget: 10 },
    tools: [{ name: 'listPets', method: 'GET', path: '/pets' }, { name: 'createPet' }],
    decisions: [{ included: true }, { included: true }],
  });
  const tokens = [...cost.stdout.matchAll(/^\w+ +(\d+) /gm)].map(([, number]) => Number(number));
  expect(tokens).toHaveLength(2);
  expect(tokens).toEqual(tokens.toSorted((left, right) => right - left));
  expect(cost.stdout).toContain('Estimates');
});
