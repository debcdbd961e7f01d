import { FakeClock } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { AnswerStore } from '../../src/answers/answer-store.ts';
import { newHandle } from '../../src/answers/new-handle.ts';

function open(limits: { readonly maxBytes?: number; readonly maxEntries?: number } = {}) {
  const clock = new FakeClock();
  return {
    clock,
    store: new AnswerStore<string>({ maxBytes: 100, maxEntries: 3, maxIdleMs: 1_000, ...limits, now: clock.now }),
  };
}

test('what was used least recently goes when there are too many', () => {
  const { store } = open();
  for (const handle of ['a', 'b', 'c']) store.keep(handle, handle, { owner: 'me', bytes: 1 });
  expect(store.find('a', 'me')).toBe('a');
  store.keep('d', 'd', { owner: 'me', bytes: 1 });
  expect(['a', 'b', 'c', 'd'].map((handle) => store.find(handle, 'me'))).toEqual(['a', undefined, 'c', 'd']);
});

test('others make room for bytes, and what is larger than all room is kept alone', () => {
  const { store } = open();
  store.keep('a', 'a', { owner: 'me', bytes: 60 });
  store.keep('b', 'b', { owner: 'me', bytes: 60 });
  expect(store.find('a', 'me')).toBeUndefined();
  store.keep('c', 'c', { owner: 'me', bytes: 1_000 });
  expect([store.find('b', 'me'), store.find('c', 'me')]).toEqual([undefined, 'c']);
  store.keep('d', 'd', { owner: 'me', bytes: 10 });
  expect([store.find('c', 'me'), store.find('d', 'me')]).toEqual([undefined, 'd']);
});

test('an entry is gone after its time without use, and its room is free', () => {
  const { store, clock } = open();
  store.keep('a', 'a', { owner: 'me', bytes: 90 });
  clock.advance(900);
  expect(store.find('a', 'me')).toBe('a');
  clock.advance(900);
  expect(store.find('a', 'me')).toBe('a');
  clock.advance(1_001);
  expect(store.find('a', 'me')).toBeUndefined();
  store.keep('b', 'b', { owner: 'me', bytes: 90 });
  store.keep('c', 'c', { owner: 'me', bytes: 10 });
  expect([store.find('b', 'me'), store.find('c', 'me')]).toEqual(['b', 'c']);
});

test('what is kept for one principal is not there for another, whose asking does not count as use', () => {
  const { store, clock } = open();
  store.keep('a', 'secret of alice', { owner: 'alice', bytes: 1 });
  clock.advance(900);
  expect(store.find('a', 'bob')).toBeUndefined();
  expect(store.find('a', 'alice')).toBe('secret of alice');
  clock.advance(900);
  store.find('a', 'bob');
  clock.advance(900);
  expect(store.find('a', 'alice')).toBeUndefined();
});

test('handles are twelve letters and digits of a secure source, all alike likely', () => {
  let byte = 0;
  const handle = newHandle((count) => Uint8Array.from({ length: count }, () => (byte += 7) % 256));
  expect(handle).toMatch(/^[a-hjkmnp-z2-9]{12}$/);
  // 248 and above would make the first letters likelier.
  let calls = 0;
  expect(newHandle((count) => new Uint8Array(count).fill(calls++ === 0 ? 255 : 0))).toBe('a'.repeat(12));
});
