import { expect, test } from 'vitest';
import { NewestItem } from '../../src/upstream/newest-item.ts';

function follow(kind: 'events' | 'lines' | 'records', ...chunks: readonly (string | Uint8Array)[]): string[] {
  const items: string[] = [];
  const newest = new NewestItem(kind, (line) => items.push(line));
  for (const chunk of chunks) newest.feed(Buffer.from(chunk));
  return items;
}

test('events are told with their names, however the bytes are cut', () => {
  const bytes = Buffer.from('event: tick\ndata: ü1\n\ndata: 2\n\n');
  expect(follow('events', ...Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(['tick: ü1', '2']);
});

test('of lines and records that come together only the newest is told', () => {
  expect(follow('lines', '{"a":1}\n{"a"', ':2}\n{"a":3}\n{"a":')).toEqual(['{"a":1}', '{"a":3}']);
  expect(follow('records', '\u001E{"a":1}\n\u001E{"a":2}\n')).toEqual(['{"a":2}']);
});

test('long items are shortened to one line', () => {
  const [item] = follow('events', `data: ${'x'.repeat(500)}\n\n`);
  expect(item).toBe(`${'x'.repeat(200)}…`);
  expect(follow('events', 'data: a\ndata: b\n\n')).toEqual(['a b']);
});

test('an item too large to keep is not told, but the ones after it are', async () => {
  const items: string[] = [];
  const newest = new NewestItem('events', (line) => items.push(line));
  newest.feed(Buffer.from(`data: ${'x'.repeat(100_000)}`));
  await Promise.resolve();
  newest.feed(Buffer.from('\n\ndata: next\n\n'));
  expect(items).toEqual(['next']);
});
