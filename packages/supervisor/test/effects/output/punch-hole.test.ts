import { writeFileSync, statSync, readFileSync } from 'node:fs';
import { temporaryHome } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { punchHole } from '../../../src/effects/output/punch-hole.ts';

const MEBIBYTE = 1024 * 1024;

test('the consumed part of a file gives its blocks back, or the file stays as it is', async () => {
  await using home = temporaryHome();
  const path = `${home.path}/spool`;
  writeFileSync(path, Buffer.alloc(4 * MEBIBYTE, 'x'));
  const before = statSync(path).blocks;
  const done = await punchHole(path, 3 * MEBIBYTE);
  expect(statSync(path).size).toBe(4 * MEBIBYTE);
  expect(
    readFileSync(path)
      .subarray(3 * MEBIBYTE)
      .every((byte) => byte === 'x'.charCodeAt(0)),
  ).toBe(true);
  // Not every file system can; then nothing has changed.
  expect(statSync(path).blocks < before).toBe(done);
});

test('a file that is not there cannot be freed, and that is an answer', async () => {
  expect(await punchHole('/no/such/file', 1)).toBe(false);
});
