// Owns which actions on a server make sense now, and the reason for each that does not.
import type { Principal, ServerStatus } from '../contract/index.ts';

/** What can be done to a server, in the order of the buttons. */
export type ServerAction = 'start' | 'stop' | 'restart' | 'delete';

/** Why an action is not offered; a key of the messages under `servers.disabled`. */
export type DisabledReason =
  | 'viewer'
  | 'offline'
  | 'alreadyRunning'
  | 'alreadyStarting'
  | 'alreadyStopped'
  | 'stopping'
  | 'stuck'
  | 'notRunning';

/** What the answer depends on beside the server. */
export interface ActionSurroundings {
  readonly role: Principal['role'] | undefined;
  readonly online: boolean;
}

/** The reason against an action; undefined where it may be done. */
export function reasonAgainst(
  action: ServerAction,
  { wanted, status }: Pick<ServerStatus, 'wanted' | 'status'>,
  { role, online }: ActionSurroundings,
): DisabledReason | undefined {
  if (role === 'viewer') return 'viewer';
  if (!online) return 'offline';
  if (action === 'delete') return undefined;
  if (action === 'stop') {
    if (status === 'stopped' && wanted === 'stopped') return 'alreadyStopped';
    return status === 'stopping' && wanted === 'stopped' ? 'stopping' : undefined;
  }
  if (status === 'stuck') return 'stuck';
  if (status === 'stopping') return 'stopping';
  if (action === 'restart') return status === 'stopped' ? 'notRunning' : undefined;
  if (status === 'running') return 'alreadyRunning';
  return status === 'starting' || status === 'queued' ? 'alreadyStarting' : undefined;
}
