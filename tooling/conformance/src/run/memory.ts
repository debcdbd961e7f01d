// Owns reading what a process holds in memory.
import { readFileSync } from 'node:fs';

/** Resident bytes of a process in MB (Linux). */
export function residentMb(pid: number): number {
  const found = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  if (found === undefined) throw new Error(`Process ${pid} says no VmRSS`);
  return Number(found) / 1024;
}
