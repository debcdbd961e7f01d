// Owns the close look at one process: what is too dear to be asked of all of them all the time.
import { readFile } from 'node:fs/promises';
import { isSame, type ProcessIdentity } from '../end/identity.ts';
import { readProcessTable, type TableEntry } from '../end/process-table.ts';
import { parseUse } from './kept-stat.ts';
import { countOpenFiles } from './open-files.ts';

/** What one process really holds. */
export interface CloseUsage {
  /** Proportional set size in bytes: its memory, what is shared counted in parts. */
  readonly pss: number;
  /** Bytes that nobody else has. */
  readonly privateMemory: number;
  readonly threads: number;
  readonly openFiles: number;
  /** Its children, their children and so on. */
  readonly descendants: number;
}

/** Looks closely at a process (about 1 ms of the kernel's time); undefined when it is gone, belongs to another user, or there is no /proc. */
export async function measureClosely(identity: ProcessIdentity): Promise<CloseUsage | undefined> {
  const { pid } = identity;
  if (!isSame(identity)) return undefined;
  const [rollup, line] = await Promise.all([readText(`/proc/${pid}/smaps_rollup`), readText(`/proc/${pid}/stat`)]);
  const use = line === undefined ? undefined : parseUse(line);
  const openFiles = countOpenFiles(pid);
  const descendants = countDescendants(pid, readProcessTable());
  // Asked again at the end: the pid was its own all the while.
  if (rollup === undefined || !use || openFiles === undefined || !isSame(identity)) return undefined;
  return {
    pss: bytesOf(rollup, 'Pss'),
    privateMemory: bytesOf(rollup, 'Private_Clean') + bytesOf(rollup, 'Private_Dirty'),
    threads: use.threads,
    openFiles,
    descendants,
  };
}

function bytesOf(rollup: string, field: string): number {
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1] ?? 0) * 1024;
}

function countDescendants(root: number, table: readonly TableEntry[]): number {
  const children = Map.groupBy(table, ({ ppid }) => ppid);
  const countBelow = (pid: number): number =>
    (children.get(pid) ?? []).reduce((sum, child) => sum + 1 + countBelow(child.pid), 0);
  return countBelow(root);
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'latin1');
  } catch {
    // Gone, or not ours to look into.
    return undefined;
  }
}
