// Owns what a child inherits: almost nothing, so that no secret of the host program leaks into it.
import { basename } from 'node:path';
import type { ProcessLimits } from '@mcpm/domain';

const INHERITED = ['PATH', 'HOME', 'LANG', 'TZ', 'TMPDIR'] as const;

/** The part of a hard memory limit that the heap of a Node program gets. */
const HEAP_SHARE = 0.75;

const MIB = 1024 * 1024;

/** The environment of a child: PATH, HOME, LANG, TZ and TMPDIR of `host` where set, then `own`, which wins. */
export function childEnvironment(
  own: Readonly<Record<string, string>>,
  host: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const name of INHERITED) {
    const value = host[name];
    if (value !== undefined) environment[name] = value;
  }
  return { ...environment, ...own };
}

/** The variables that hold the heap of a Node program down where no cgroup holds its memory; none for other programs. */
export function heapVariables(command: string, { memoryHard }: ProcessLimits): Readonly<Record<string, string>> {
  const isNode = command === process.execPath || basename(command) === 'node';
  if (memoryHard === undefined || !isNode) return {};
  return { NODE_OPTIONS: `--max-old-space-size=${Math.max(1, Math.floor((memoryHard * HEAP_SHARE) / MIB))}` };
}
