import { expect, test } from 'vitest';
import { resourcePage } from '../../../src/mcp/methods/resource-page.ts';

test('pages follow each other to the end, each resource once', () => {
  const all = Array.from({ length: 7 }, (_, index) => index);
  const seen: number[] = [];
  let cursor: string | undefined;
  do {
    const page = resourcePage(all, cursor, 3);
    seen.push(...(page?.resources ?? []));
    cursor = page?.nextCursor;
  } while (cursor !== undefined);
  expect(seen).toEqual(all);
  expect(resourcePage([], undefined)).toEqual({ resources: [] });
});

test.each(['', '0', '7', '-1', '1.5', '1e1', 'next', '99999999999'])(
  'a cursor that leads nowhere is none: %j',
  (cursor) => {
    expect(resourcePage([1, 2, 3], cursor, 3)).toBeUndefined();
  },
);
