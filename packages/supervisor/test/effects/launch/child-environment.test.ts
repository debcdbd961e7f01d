import { expect, test } from 'vitest';
import { childEnvironment, heapVariables } from '../../../src/effects/launch/child-environment.ts';

test('a child inherits PATH, HOME, LANG, TZ and TMPDIR, and its own variables win', () => {
  const host = { PATH: '/bin', HOME: '/root', LANG: undefined, TZ: 'UTC', SECRET: 'x', NODE_OPTIONS: '--inspect' };
  expect(childEnvironment({ TZ: 'CET', OWN: '1' }, host)).toEqual({ PATH: '/bin', HOME: '/root', TZ: 'CET', OWN: '1' });
});

test('three quarters of a hard memory limit are the heap of a Node program, and of no other', () => {
  const limits = { memoryHard: 400 * 1024 * 1024 };
  for (const command of ['node', '/usr/local/bin/node', process.execPath])
    expect(heapVariables(command, limits)).toEqual({ NODE_OPTIONS: '--max-old-space-size=300' });
  expect(heapVariables('python3', limits)).toEqual({});
  expect(heapVariables('node', {})).toEqual({});
});
