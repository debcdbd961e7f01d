import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { promises } from './promises.ts';

/** The ids a title begins with, as in `'P1, P28: …'`. */
const CITING = /['"`]((?:[A-Z]+\d+, )*[A-Z]+\d+): /g;

test('every promise is cited by the title of a test', () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' });
  const cited = files
    .filter((file) => file.endsWith('.test.ts'))
    .flatMap((file) => [...readFileSync(join(import.meta.dirname, file), 'utf8').matchAll(CITING)])
    .flatMap(([, ids = '']) => ids.split(', '));
  expect(promises.map(({ id }) => id).filter((id) => !cited.includes(id))).toEqual([]);
});

test('every promise has an id of its own', () => {
  expect(new Set(promises.map(({ id }) => id)).size).toBe(promises.length);
});
