// Every promise taken on is cited by a test.
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { promises } from './promises.ts';

const tests = globSync('**/*.test.ts', { cwd: import.meta.dirname })
  .filter((file) => file !== 'promises.test.ts')
  .map((file) => readFileSync(`${import.meta.dirname}/${file}`, 'utf8'))
  .join('\n');

test.each(promises)('$id is cited by a test', ({ id }) => {
  const title = new RegExp(String.raw`(?:^|[\s(])['"\x60]${id}: `, 'm');
  expect(title.test(tests)).toBe(true);
});

test('no promise is listed twice', () => {
  expect(new Set(promises.map(({ id }) => id)).size).toBe(promises.length);
});
