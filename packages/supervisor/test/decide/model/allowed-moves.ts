// Owns the state machine a second time, in words of its own: where each event may lead from each phase. The walk holds the first against it.
import type { ChildEvent } from '../../../src/decide/child-event.ts';
import type { PhaseName } from '../../../src/decide/child-state.ts';

/** Events that change the phase: `from event` → where it may lead. Every other event leaves the phase as it is. */
const moves: Readonly<Record<string, string>> = {
  'stopped start': 'queued',
  'stopped restart': 'queued',
  'stopped adopt': 'adopting',
  'adopting adopted': 'ready',
  'adopting adopt-failed': 'draining',
  'adopting exited': 'draining',
  'adopting stop': 'stopping',
  'adopting restart': 'stopping',
  'queued slot': 'starting',
  'queued stop': 'stopped',
  'starting ready': 'ready',
  'starting timer:settle': 'ready',
  'starting timer:start': 'stopping starting',
  'starting spawn-failed': 'draining',
  'starting exited': 'draining',
  'starting stop': 'stopping',
  'starting restart': 'stopping',
  'ready unhealthy': 'stopping',
  'ready over-limit': 'stopping',
  'ready timer:age': 'stopping',
  'ready exited': 'draining',
  'ready stop': 'stopping',
  'ready restart': 'stopping',
  'stopping timer:ladder': 'stopping stuck',
  'stopping exited': 'draining',
  'stopping spawn-failed': 'draining',
  'stopping adopt-failed': 'draining',
  'stuck exited': 'draining',
  'stuck spawn-failed': 'draining',
  'stuck adopt-failed': 'draining',
  'draining drained': 'stopped queued backoff failed',
  'draining timer:drain': 'stopped queued backoff failed',
  'backoff timer:retry': 'queued',
  'backoff stop': 'stopped',
  'backoff restart': 'queued',
  'failed timer:retry': 'queued',
  'failed demand': 'queued failed',
  'failed start': 'queued',
  'failed restart': 'queued',
  'failed stop': 'stopped',
};

const allowed = new Map(Object.entries(moves).map(([pair, to]) => [pair, new Set(to.split(' '))]));

/** Whether this event, of the present run, may lead from one phase to the other. */
export function mayLead(from: PhaseName, event: ChildEvent, to: PhaseName): boolean {
  const name = event.type === 'timer' ? `timer:${event.timer}` : event.type;
  const targets = allowed.get(`${from} ${name}`);
  return targets ? targets.has(to) : from === to;
}
