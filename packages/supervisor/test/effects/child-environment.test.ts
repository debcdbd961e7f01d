import { expect, test } from 'vitest';
import { childEnvironment } from '../../src/effects/child-environment.ts';

test('a child inherits PATH, HOME, LANG, TZ and TMPDIR, and its own variables win', () => {
  const host = { PATH: '/bin', HOME: '/root', LANG: undefined, TZ: 'UTC', SECRET: 'x', NODE_OPTIONS: '--inspect' };
  expect(childEnvironment({ TZ: 'CET', OWN: '1' }, host)).toEqual({ PATH: '/bin', HOME: '/root', TZ: 'CET', OWN: '1' });
});
