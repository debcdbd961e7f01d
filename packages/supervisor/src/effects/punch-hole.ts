// Owns giving disk space back while a file is still written: the consumed part becomes a hole.
import { execa } from 'execa';

/**
 * Frees the blocks of `path` between 0 and `length` bytes; its size and the rest stay as they are. Resolves with false where the
 * command or the file system cannot do it: the space is then free when the file is removed.
 */
export async function punchHole(path: string, length: number): Promise<boolean> {
  const args = ['--punch-hole', '--keep-size', '--offset', '0', '--length', String(length), path];
  const { failed } = await execa('fallocate', args, {
    reject: false,
    stdin: 'ignore',
    stdout: 'ignore',
    stderr: 'ignore',
  });
  return !failed;
}
