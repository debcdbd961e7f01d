import { expect, test } from 'vitest';
import { isAtOdds, stateWord, toneOf } from '../../src/servers/state-word.ts';
import { serverOf } from './servers.ts';

test('running and unhealthy is degraded', () => {
  expect(stateWord({ status: 'running', health: 'unhealthy' })).toBe('degraded');
  expect(stateWord({ status: 'running', health: 'unknown' })).toBe('running');
  expect(stateWord({ status: 'stopped', health: 'unhealthy' })).toBe('stopped');
});

test('off and broken never look the same', () => {
  expect(toneOf('stopped')).not.toBe(toneOf('failed'));
  expect(toneOf('stuck')).toBe('bad');
});

test('what was asked for is said where it is not what is', () => {
  expect(isAtOdds(serverOf('a').status)).toBe(false);
  expect(isAtOdds({ wanted: 'stopped', status: 'stopped' })).toBe(false);
  expect(isAtOdds({ wanted: 'running', status: 'failed' })).toBe(true);
  expect(isAtOdds({ wanted: 'stopped', status: 'stopping' })).toBe(true);
});
