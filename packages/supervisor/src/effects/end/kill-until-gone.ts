// Owns killing until nothing is found any more, for a bounded time.
import { setTimeout as pause } from 'node:timers/promises';
import { signalProcess, type ProcessIdentity } from './identity.ts';

/** Milliseconds what was killed may take to disappear. */
const BOUND_MS = 2000;
const FIRST_PAUSE_MS = 5;
const LONGEST_PAUSE_MS = 200;

/**
 * Kills what `find` finds, again and again, since what was being started while the others were killed is found the next time only. Resolves when nothing is
 * found, after two seconds with what would not die. The time is the machine's, as it is in the kernel that takes the processes away.
 */
export async function killUntilGone(
  find: () => Promise<readonly ProcessIdentity[]>,
): Promise<readonly ProcessIdentity[]> {
  const deadline = performance.now() + BOUND_MS;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    const found = await find();
    for (const one of found) signalProcess(one, 'SIGKILL');
    if (found.length === 0 || performance.now() > deadline) return found;
    await pause(pauseMs);
  }
}
