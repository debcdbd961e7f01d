// Owns the words the public sees for the phases of the state machine.
import type { Status } from '@mcpm/domain';
import type { ChildState, PhaseName } from './child-state.ts';

const words: Readonly<Record<PhaseName, Status>> = {
  stopped: 'stopped',
  queued: 'queued',
  adopting: 'starting',
  starting: 'starting',
  ready: 'running',
  stopping: 'stopping',
  draining: 'stopping',
  backoff: 'backoff',
  failed: 'failed',
  stuck: 'stuck',
};

/** The public word for where a child is: `adopting` is shown as `starting`, `ready` as `running`, `draining` as `stopping`. */
export function publicStatus(state: ChildState): Status {
  return words[state.phase.name];
}
