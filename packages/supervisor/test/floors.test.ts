// No folder imports from one above it: what two folders both need stands beneath both.
import { join } from 'node:path';
import { folderCircle, folderOf, roomOf } from '@mcpm/test-kit';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../src');

test.each([
  ['room', roomOf, 6],
  ['folder', folderOf, 9],
] as const)('no %s of the source leads back to itself', (_kind, groupOf, atLeast) => {
  expect(folderCircle(root, groupOf, atLeast)).toBeUndefined();
});
