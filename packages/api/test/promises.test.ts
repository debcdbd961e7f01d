import { readdir, readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { promises } from './promises.ts';

it('every promise of the list has a test that cites it', async () => {
  const files = await readdir(import.meta.dirname, { recursive: true });
  const tests = files.filter((file) => file.endsWith('.test.ts') && file !== 'promises.test.ts');
  const texts = await Promise.all(tests.map((file) => readFile(`${import.meta.dirname}/${file}`, 'utf8')));
  const uncited = Object.keys(promises).filter((id) => !texts.some((text) => text.includes(`promises.${id}`)));
  expect(uncited).toEqual([]);
});
