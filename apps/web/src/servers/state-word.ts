// Owns the one word, shape and colour for what a server is, from its two axes and its health.
import type { ServerStatus } from '../contract/index.ts';

/** The word shown; `degraded` is running and unhealthy. */
export type StateWord =
  | 'running'
  | 'degraded'
  | 'queued'
  | 'starting'
  | 'stopping'
  | 'backoff'
  | 'failed'
  | 'stuck'
  | 'stopped';

/** How urgent a state is for the eye. */
export type Tone = 'good' | 'warning' | 'bad' | 'busy' | 'off';

/** The word for a status. */
export function stateWord(status: Pick<ServerStatus, 'status' | 'health'>): StateWord {
  return status.status === 'running' && status.health === 'unhealthy' ? 'degraded' : status.status;
}

/** The tone of a word: what is off is grey, what is broken is red; never the same. */
export function toneOf(word: StateWord): Tone {
  if (word === 'running') return 'good';
  if (word === 'degraded' || word === 'backoff') return 'warning';
  if (word === 'failed' || word === 'stuck') return 'bad';
  return word === 'stopped' ? 'off' : 'busy';
}

/** Whether what is differs from what was asked for, so that both are worth saying. */
export function isAtOdds({ wanted, status }: Pick<ServerStatus, 'wanted' | 'status'>): boolean {
  return wanted === 'running' ? status !== 'running' : status !== 'stopped';
}

/** Whether a server needs somebody: it is broken, waits to retry, or does not answer; its reason is told then. */
export function hasReason(status: Pick<ServerStatus, 'status' | 'health'>): boolean {
  const tone = toneOf(stateWord(status));
  return tone === 'bad' || tone === 'warning';
}
