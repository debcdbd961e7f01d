import { expect, test } from 'vitest';
import { findMismatch } from './find-mismatch.ts';
import { deepParameter } from './deep-cases.ts';
import { contentParameter, styledParameter, wholeQuery } from './parameter-cases.ts';

test('R3: 4,000 random parameters of every place, style and explode are read back as they were given', async () => {
  expect(await findMismatch(styledParameter, 4_000)).toBeUndefined();
});

test('R3: 700 random objects of any depth are read by qs as they were given', async () => {
  expect(await findMismatch(deepParameter, 700)).toBeUndefined();
});

test('R3: 500 random JSON values in path, query, header and cookie are read back as they were given', async () => {
  expect(await findMismatch(contentParameter, 500)).toBeUndefined();
});

test('R3: 300 random objects as whole queries are read back as they were given', async () => {
  expect(await findMismatch(wholeQuery, 300)).toBeUndefined();
});
