import { chmodSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryHome } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { readKept, writeKept } from '../../src/life/kept-code.ts';

const CODE = Buffer.from(Array.from({ length: 200_001 }, (_, place) => place % 251));

test('code comes back as it was kept, in a file of its user alone, and no draft stays', async () => {
  await using home = temporaryHome();
  const file = join(home.path, 'code');
  expect(readKept(file)).toBeUndefined();
  expect(writeKept(file, CODE)).toBe(true);
  expect(writeKept(file, CODE)).toBe(true);
  expect(readKept(file)).toEqual(CODE);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(home.path)).toEqual(['code']);
});

test('code with one other byte, without its end, with zeros for its end, or empty is not read: V8 would run it as it is', async () => {
  await using home = temporaryHome();
  const file = join(home.path, 'code');
  writeKept(file, CODE);
  const good = readFileSync(file);
  for (const place of [0, 65_535, 65_536, 200_000, 200_001, 300_000, 400_001]) {
    writeFileSync(
      file,
      good.map((byte, at) => (at === place ? byte ^ 1 : byte)),
    );
    expect(readKept(file)).toBeUndefined();
  }
  for (const length of [400_000, 262_144, 200_001, 1, 0]) {
    writeFileSync(file, good);
    truncateSync(file, length);
    expect(readKept(file)).toBeUndefined();
    // V8 itself refuses what begins with zeros.
    if (length < 2) continue;
    truncateSync(file, good.length);
    expect(readKept(file)).toBeUndefined();
  }
});

test('code that others may have written is not read', async () => {
  await using home = temporaryHome();
  const file = join(home.path, 'code');
  writeKept(file, CODE);
  chmodSync(file, 0o622);
  expect(readKept(file)).toBeUndefined();
  expect(readKept(home.path)).toBeUndefined();
});

test('what cannot be written leaves nothing behind', async () => {
  await using home = temporaryHome();
  writeFileSync(join(home.path, 'file'), '');
  expect(writeKept(join(home.path, 'file', 'code'), CODE)).toBe(false);
  expect(readdirSync(home.path)).toEqual(['file']);
});
