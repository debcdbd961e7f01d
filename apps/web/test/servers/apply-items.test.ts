import { expect, test } from 'vitest';
import { applyItems, matches } from '../../src/servers/apply-items.ts';
import { serverOf } from './servers.ts';

const names = (servers: ReturnType<typeof applyItems>) => servers.map(({ definition }) => definition.name);

test('a snapshot replaces all that was shown', () => {
  expect(names(applyItems([serverOf('old')], [serverOf('b'), serverOf('a')], true))).toEqual(['a', 'b']);
});

test('a change replaces its server, a new one finds its place, a removed one goes', () => {
  const before = [serverOf('a'), serverOf('c'), serverOf('d')];
  const after = applyItems(before, [serverOf('c', { status: 'failed' }), serverOf('b'), { removed: 'id-d' }], false);
  expect(names(after)).toEqual(['a', 'b', 'c']);
  expect(after[2]?.status.status).toBe('failed');
  expect(after[0]).toBe(before[0]);
});

test('the last word on a server within one frame counts', () => {
  const frame = [serverOf('a', { status: 'starting' }), serverOf('a', { status: 'running' })];
  expect(applyItems([], frame, false).map(({ status }) => status.status)).toEqual(['running']);
});

test('a search looks at name, transport, port and document', () => {
  const server = serverOf('weather');
  expect(['WEATH', ' stream', '3001', 'example.com', ''].every((text) => matches(server, text))).toBe(true);
  expect(matches(server, 'stdio')).toBe(false);
});
