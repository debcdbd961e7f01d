import { expect, test } from 'vitest';
import { HEARTBEAT_TIMEOUT_MS, isDead, reconnectDelay } from '../../src/stream/reconnect.ts';

test('the first try comes after half a second, and the wait doubles up to five', () => {
  const waits = [1, 2, 3, 4, 5, 6, 60].map((attempt) => reconnectDelay(attempt, 1));
  expect(waits).toEqual([500, 1000, 2000, 4000, 5000, 5000, 5000]);
});

test('chance shortens a wait by a fifth at most, so that not all consoles return at once', () => {
  expect(reconnectDelay(1, 0)).toBe(400);
  expect(reconnectDelay(9, 0)).toBe(4000);
});

test('a connection is dead after 40 seconds of silence, not before', () => {
  expect(isDead(1000, 1000 + HEARTBEAT_TIMEOUT_MS)).toBe(false);
  expect(isDead(1000, 1001 + HEARTBEAT_TIMEOUT_MS)).toBe(true);
});
