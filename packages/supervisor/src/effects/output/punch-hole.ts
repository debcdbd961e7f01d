// Owns giving disk space back while a file is still written: the consumed part becomes a hole.
import { spawn } from 'node:child_process';

/**
 * Frees the blocks of `path` between 0 and `length` bytes; its size and the rest stay as they are. Resolves with false where the
 * command, the file system or the state of the machine does not allow it; never rejects.
 */
export function punchHole(path: string, length: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const args = ['--punch-hole', '--keep-size', '--offset', '0', '--length', String(length), path];
  try {
    spawn('fallocate', args, { stdio: 'ignore' })
      // There is no such command here.
      .once('error', () => resolve(false))
      .once('exit', (code) => resolve(code === 0));
  } catch {
    // No memory for another process: then it is not done.
    resolve(false);
  }
  return promise;
}
