// Owns counting the open files of a process.
import { readdirSync, statSync } from 'node:fs';

/** How many descriptors a process holds; undefined when it is gone or belongs to another user. The pid must be known to be the right one's. */
export function countOpenFiles(pid: number): number | undefined {
  const path = `/proc/${pid}/fd`;
  try {
    // Since Linux 6.2 the directory's size is the count; before, it is 0.
    return statSync(path).size || readdirSync(path).length;
  } catch {
    // Gone, or not ours to look into.
    return undefined;
  }
}
