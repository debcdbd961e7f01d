import { expect, test } from 'vitest';
import { reasonAgainst, type ServerAction } from '../../src/servers/action-reasons.ts';
import { serverOf } from './servers.ts';

const fine = { role: 'developer', online: true } as const;
const actions: readonly ServerAction[] = ['start', 'stop', 'restart', 'delete'];
const reasons = (...[status, wanted = 'running']: [Parameters<typeof serverOf>[1]?, ('running' | 'stopped')?]) =>
  actions.map((action) => reasonAgainst(action, { ...serverOf('a', status).status, wanted }, fine));

test('a running server can be stopped and restarted, not started', () => {
  expect(reasons({ status: 'running' })).toEqual(['alreadyRunning', undefined, undefined, undefined]);
});

test('a stopped server can only be started or deleted', () => {
  expect(reasons({ status: 'stopped' }, 'stopped')).toEqual([undefined, 'alreadyStopped', 'notRunning', undefined]);
});

test('a server that failed or waits to retry can be started, stopped and restarted', () => {
  expect(reasons({ status: 'failed' })).toEqual([undefined, undefined, undefined, undefined]);
  expect(reasons({ status: 'backoff' })).toEqual([undefined, undefined, undefined, undefined]);
});

test('a server that is stopping is left alone until it has stopped', () => {
  expect(reasons({ status: 'stopping' }, 'stopped')).toEqual(['stopping', 'stopping', 'stopping', undefined]);
});

test('a process that cannot be killed gets no second copy', () => {
  expect(reasons({ status: 'stuck' })).toEqual(['stuck', undefined, 'stuck', undefined]);
});

test('a viewer changes nothing, and nobody does without a connection', () => {
  const { status } = serverOf('a');
  expect(actions.map((action) => reasonAgainst(action, status, { role: 'viewer', online: true }))).toEqual(
    actions.map(() => 'viewer'),
  );
  expect(reasonAgainst('stop', status, { role: 'admin', online: false })).toBe('offline');
});
