import { describe, expect, it, test } from 'vitest';
import { listPage } from '../../../src/mcp/methods/list-pages.ts';

interface Tool {
  readonly name: string;
  readonly text?: string;
}

const tools = (count: number, size = 0): readonly Tool[] =>
  Array.from({ length: count }, (_, index) => ({ name: `tool${index}`, text: 'x'.repeat(size) }));

/** Every page of a list, one cursor after the other. */
function allPages(list: readonly Tool[], bytes: number): readonly (readonly Tool[])[] {
  const pages: (readonly Tool[])[] = [];
  let cursor: string | undefined;
  do {
    const page = listPage(list, cursor, bytes);
    if (page === undefined) throw new Error('The cursor was refused.');
    const { json, ...members } = page;
    expect(JSON.parse(json)).toEqual(members);
    pages.push(page.tools);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return pages;
}

describe('a list of tools', () => {
  test('R29: is one page where it fits, and no tool is lost or repeated where it does not', () => {
    expect(JSON.parse(listPage(tools(1_000, 100), undefined)?.json ?? '')).toEqual({ tools: tools(1_000, 100) });
    expect(listPage([], undefined)).toEqual({ tools: [], json: '{"tools":[]}' });
    for (const bytes of [1, 200, 1_000, 12_345]) {
      const pages = allPages(tools(100, 100), bytes);
      expect(pages.flat()).toEqual(tools(100, 100));
      for (const page of pages)
        expect(page.length === 1 || Buffer.byteLength(JSON.stringify(page)) <= bytes + 1).toBe(true);
    }
  });

  test('R29: has as few pages as its size allows, and a tool that is larger than a page stands alone', () => {
    expect(allPages(tools(10, 1_000_000), 4 * 1024 * 1024).map(({ length }) => length)).toEqual([4, 4, 2]);
    const list = [{ name: 'a' }, { name: 'big', text: '🎉'.repeat(1_000) }, { name: 'b' }];
    expect(allPages(list, 2_000).map((page) => page.map(({ name }) => name))).toEqual([['a'], ['big'], ['b']]);
  });
});

describe('a cursor', () => {
  const list = tools(10, 100);
  const cursor = listPage(list, undefined, 500)?.nextCursor ?? '';

  it('leads on in the same list of another process', () => {
    expect(listPage(tools(10, 100), cursor, 500)?.tools[0]).toEqual(list[Number(cursor.split('.')[0])]);
  });

  it.each(['', '0', '1', 'x', '-1.0', '999.0', cursor.replace('.', '!'), `1${cursor}`, `${cursor}.0`, `${cursor}0`])(
    'that is none of ours is refused: %j',
    (bad) => expect(listPage(list, bad, 500)).toBeUndefined(),
  );

  it('of a list whose tools changed is refused, of one that only says it otherwise is not', () => {
    expect(listPage([{ name: 'new' }, ...list], cursor, 500)).toBeUndefined();
    expect(listPage(list.toReversed(), cursor, 500)).toBeUndefined();
    expect(listPage(tools(10, 101), cursor, 500)).toBeDefined();
  });
});
