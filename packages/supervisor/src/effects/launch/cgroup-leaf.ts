// Owns the cgroup of one run: made before the spawn, entered by the child before it executes anything, killed whole, removed after.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ProcessLimits } from '@mcpm/domain';

/** How long a removal waits for the killed to be gone, in milliseconds, and how often it looks. */
const REMOVE_MS = 2000;
const LOOK_MS = 10;

/** One leaf of the cgroup v2 tree (the kernel's admin-guide/cgroup-v2). */
export class CgroupLeaf {
  /** Its directory. */
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /** Makes the leaf, with the hard memory limit where the tree has that controller. Throws the system's error when it cannot. */
  static make(parent: string, name: string, limits: ProcessLimits = {}): CgroupLeaf {
    const leaf = new CgroupLeaf(join(parent, name));
    mkdirSync(leaf.path);
    if (limits.memoryHard !== undefined && leaf.limitsMemory)
      writeFileSync(join(leaf.path, 'memory.max'), String(limits.memoryHard));
    return leaf;
  }

  /** The leaf an earlier supervisor made; whether it is still there shows when it is used. */
  static at(path: string): CgroupLeaf {
    return new CgroupLeaf(path);
  }

  /** Whether the kernel can hold its memory down. */
  get limitsMemory(): boolean {
    return existsSync(join(this.path, 'memory.max'));
  }

  /** The file a process writes `0` into to enter. */
  get entrance(): string {
    return join(this.path, 'cgroup.procs');
  }

  /** Kills every process in it and below it at once; nothing happens when it is gone. */
  kill(): void {
    try {
      writeFileSync(join(this.path, 'cgroup.kill'), '1');
    } catch {
      // It was removed, so nobody is in it. That it can be written was tried once, at the supervisor's start.
    }
  }

  /** The pids of every process in it and below it, zombies left out; empty when it is gone. */
  pids(): readonly number[] {
    return directories(this.path).flatMap((directory) =>
      (readIfThere(join(directory, 'cgroup.procs')) ?? '')
        .split('\n')
        .map(Number)
        .filter((pid) => pid > 0),
    );
  }

  /** How many of its processes the kernel killed for want of memory; undefined where it does not count. */
  oomKills(): number | undefined {
    const count = /^oom_kill (\d+)$/m.exec(readIfThere(join(this.path, 'memory.events')) ?? '')?.[1];
    return count === undefined ? undefined : Number(count);
  }

  /** Removes it once the last process has left, within two seconds; what cannot be removed still holds a process that will not die. */
  async remove(): Promise<void> {
    for (const until = performance.now() + REMOVE_MS; !tryRemove(this.path) && performance.now() < until;)
      await pause(LOOK_MS);
  }
}

// It and what the child made below it, the deepest last.
function directories(path: string): string[] {
  try {
    const below = readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    return [path, ...below.flatMap((entry) => directories(join(path, entry.name)))];
  } catch {
    // Removed meanwhile.
    return [];
  }
}

function tryRemove(path: string): boolean {
  try {
    for (const directory of directories(path).reverse()) rmdirSync(directory);
    return true;
  } catch (error) {
    // EBUSY while a process that was killed is not quite gone.
    return error instanceof Error && 'code' in error && error.code === 'ENOENT';
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // The leaf was removed, or its tree lacks the controller.
    return undefined;
  }
}
