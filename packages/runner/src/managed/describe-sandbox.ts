// Owns what the runner says of the rights it really has.
import type { Sandbox } from '@mcpm/domain';

/** What of Node's permission model is asked; `process.permission` is one where the model is on. */
interface Permission {
  has(scope: string): boolean;
}

/** What nobody needs who serves a document; each with its name for people. Whole file systems: single folders are given. */
const CLOSED = [
  ['child', 'child processes'],
  ['worker', 'workers'],
  ['addon', 'addons'],
  ['fs.read', 'reading every file'],
  ['fs.write', 'writing every file'],
] as const;

/** The sandbox of a process: the level, and why it is not more. */
export function describeSandbox(permission: Permission | undefined): Sandbox {
  if (permission === undefined) return { level: 'none', reason: 'It was started without --permission.' };
  const open = CLOSED.filter(([scope]) => permission.has(scope)).map(([, name]) => name);
  return open.length === 0
    ? { level: 'permission' }
    : { level: 'none', reason: `Its permissions leave open: ${open.join(', ')}.` };
}
