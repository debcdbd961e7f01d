// Owns where this process stands in the cgroup v2 tree, as a directory.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The directory of this process's own cgroup; undefined where no cgroup v2 is mounted or its own part of the tree cannot be seen. */
export function findCgroup(): string | undefined {
  try {
    return cgroupDirectory(readFileSync('/proc/self/cgroup', 'utf8'), readFileSync('/proc/self/mountinfo', 'utf8'));
  } catch {
    // No /proc, so no cgroups either: not Linux, or hidden from us.
    return undefined;
  }
}

/** The directory of the cgroup v2 named by the text of `/proc/<pid>/cgroup`, below a mount of `/proc/<pid>/mountinfo` (proc_pid_mountinfo(5)). */
export function cgroupDirectory(cgroup: string, mountInfo: string): string | undefined {
  const path = /^0::(\/.*)$/m.exec(cgroup)?.[1];
  if (path === undefined || path.startsWith('/..')) return undefined;
  for (const line of mountInfo.split('\n')) {
    const [place = '', type = ''] = line.split(' - ');
    if (!type.startsWith('cgroup2 ')) continue;
    const [, , , root = '/', mountPoint = ''] = place.split(' ').map(unescape);
    // A mount may show only a part of the tree.
    const base = root === '/' ? '' : root;
    if (path === base || path.startsWith(`${base}/`)) return join(mountPoint, path.slice(base.length));
  }
  return undefined;
}

// Blanks and the like are written as octal numbers there.
function unescape(field: string): string {
  return field.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}
