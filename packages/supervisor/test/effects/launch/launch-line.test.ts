import { expect, test } from 'vitest';
import { launchLine, type LaunchParts } from '../../../src/effects/launch/launch-line.ts';
import type { LaunchSupport } from '../../../src/effects/launch/launch-support.ts';

const support: LaunchSupport = {
  setpriv: '/setpriv',
  shell: '/sh',
  bash: '/bash',
  unshare: '/unshare',
  cgroupParent: undefined,
  namespace: 'user',
  groups: true,
  reasons: {},
};
const parts: LaunchParts = {
  support,
  containment: { level: 'group', onSupervisorDeath: 'signal' },
  parent: 7,
  ledgerFile: '/ledger',
  cgroupEntrance: undefined,
  openFiles: 64,
  environment: {},
  command: '/command',
  args: ['a', ''],
};
const line = (changes: Partial<LaunchParts>) => {
  const { file, args } = launchLine({ ...parts, ...changes });
  // The scripts are shown by running them.
  return [file, ...args].map((word) => (word.includes('\n') ? 'SCRIPT' : word));
};

test('a launch ties the child to its parent, then writes it down, then becomes the command', () => {
  const launcher = ['/sh', '-c', 'SCRIPT', 'mcpm-launch', '7', '/ledger', '', '64'];
  expect(line({})).toEqual(['/setpriv', '--pdeathsig', 'KILL', '--', ...launcher, '/command', 'a', '']);
});

test('one that survives is tied to nobody', () => {
  const containment = { level: 'group', onSupervisorDeath: 'survives' } as const;
  expect(line({ containment })).toEqual([
    '/sh',
    '-c',
    'SCRIPT',
    'mcpm-launch',
    '',
    '/ledger',
    '',
    '64',
    '/command',
    'a',
    '',
  ]);
});

test('one in a namespace has a shell as process 1', () => {
  const containment = { level: 'namespace', onSupervisorDeath: 'signal' } as const;
  expect(line({ containment }).slice(12)).toEqual(
    ['/unshare', '--user', '--map-current-user', '--pid', '--fork', '--kill-child=KILL', '--'].concat([
      '/sh',
      '-c',
      'SCRIPT',
      'mcpm-init',
      '/ledger',
      '/command',
      'a',
      '',
    ]),
  );
  expect(line({ containment, support: { ...support, namespace: 'plain' } })).not.toContain('--user');
});

test('one on a system with nothing to launch by is the command itself', () => {
  const bare = { ...support, setpriv: undefined, shell: undefined };
  expect(line({ support: bare, environment: { 'odd name': '1' } })).toEqual(['/command', 'a', '']);
});

test('one with variables a small shell would drop goes by bash', () => {
  expect(line({ environment: { 'odd name': '1' } }).slice(4, 6)).toEqual(['/bash', '--norc']);
});
