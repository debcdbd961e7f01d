// Owns finding the command itself behind the two processes that hold its PID namespace: those two use next to nothing.
import { readFileSync } from 'node:fs';
import { identify, type ProcessIdentity } from '../end/identity.ts';

/** The process that runs the command, below `unshare` and the shell that is process 1 in there; undefined while it is not there, or not told. */
export function namespaceProgram(unshare: ProcessIdentity): ProcessIdentity | undefined {
  const init = firstChild(unshare.pid);
  const program = init === undefined ? undefined : firstChild(init);
  return program === undefined ? undefined : identify(program);
}

function firstChild(pid: number): number | undefined {
  try {
    const [first] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').split(' ');
    return first ? Number(first) : undefined;
  } catch {
    // It has ended, or this kernel does not list children.
    return undefined;
  }
}
