// Owns the refusal of worker threads: the parent-death signal follows the thread that spawned, not its process.
import { isMainThread } from 'node:worker_threads';
import { McpmError } from '@mcpm/domain';

/**
 * Throws `supervisor_unsuitable` off the main thread: the end of a worker would kill every child it spawned while the program lives on.
 * @param isMain whether this is the main thread; default: what Node says.
 */
export function refuseWorkerThread(isMain = isMainThread): void {
  if (isMain) return;
  throw new McpmError(
    'supervisor_unsuitable',
    'A supervisor cannot live on a worker thread: the system kills its children when that thread ends.',
  );
}
