// Owns the comparison of what is wanted with what is: the actions that bring them together.
import type { Status, Wanted } from '@mcpm/domain';

/** One thing to do. */
export type Action = { readonly type: 'start'; readonly id: string } | { readonly type: 'stop'; readonly id: string };

const ACTIVE: ReadonlySet<Status> = new Set(['queued', 'starting', 'running', 'backoff']);

function actionFor(id: string, wanted: Wanted, actual: Status | undefined): Action | undefined {
  if (wanted === 'running') {
    // `failed` waits for a person, `stuck` for the kernel, `stopping` for its own end: none is started over.
    return actual === undefined || actual === 'stopped' ? { type: 'start', id } : undefined;
  }
  return actual !== undefined && ACTIVE.has(actual) ? { type: 'stop', id } : undefined;
}

/** Actions that make `actual` (status by process id) match `wanted` (by server id); nothing when they agree. */
export function reconcile(wanted: ReadonlyMap<string, Wanted>, actual: ReadonlyMap<string, Status>): Action[] {
  const actions: Action[] = [];
  for (const [id, want] of wanted) {
    const action = actionFor(id, want, actual.get(id));
    if (action) actions.push(action);
  }
  return actions;
}
