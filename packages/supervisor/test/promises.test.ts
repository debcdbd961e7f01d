import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { promises } from './promises.ts';

test('every promise is cited by the title of a test', () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' });
  const titles = files
    .filter((file) => file.endsWith('.test.ts'))
    .flatMap(
      (file) =>
        readFileSync(join(import.meta.dirname, file), 'utf8').match(
          /\b(?:test|it)(?:\.\w+)*\([\s\S]*?['"`](.*?)['"`],/g,
        ) ?? [],
    );
  const uncited = promises.filter(({ id }) => !titles.some((title) => new RegExp(`\\b${id}\\b[^'"\`]*:`).test(title)));
  expect(uncited).toEqual([]);
});

test('every promise has an id of its own', () => {
  expect(new Set(promises.map(({ id }) => id)).size).toBe(promises.length);
});
