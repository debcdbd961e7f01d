import { temporaryHome } from '@mcpm/test-kit';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createDocumentFiles } from '../src/document-files.ts';

test('a document is kept whole, for this user only, and replaced in one step', async () => {
  await using home = temporaryHome();
  const documents = createDocumentFiles(home.path);
  const file = await documents.write('a', 'first');
  expect(await documents.write('a', 'second')).toBe(file);
  expect(readFileSync(file, 'utf8')).toBe('second');
  expect(statSync(file).mode & 0o077).toBe(0);
  expect(readdirSync(home.path)).toHaveLength(1);
});

test('removing a document that is not there is nothing', async () => {
  await using home = temporaryHome();
  const documents = createDocumentFiles(home.path);
  await documents.remove('nobody');
  expect(readdirSync(home.path)).toEqual([]);
});
