// Owns a crowd of small children of one supervisor, and what is measured of it: who starts at the same time, and how late the supervisor's own loop is.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { eventually } from '@mcpm/test-kit';
import { expect } from 'vitest';
import type { Supervision } from '../supervision.ts';
import { witness } from './places.ts';

/** Counts the most children that are starting at once, from now on. */
export function countStarting({ manager }: Supervision): () => number {
  const starting = new Set<string>();
  let most = 0;
  manager.subscribe((event) => {
    if (event.type !== 'status') return;
    if (event.info.status === 'starting') starting.add(event.id);
    else starting.delete(event.id);
    if (starting.size <= most) return;
    // Whoever gives its slot to the next one is told of after that one: what is true now counts.
    for (const id of starting) if (manager.getProcessInfo(id)?.status !== 'starting') starting.delete(id);
    most = Math.max(most, starting.size);
  });
  return () => most;
}

/** Milliseconds by which the loop of this process was late while `act` ran: median, 99 % and the worst. Worth something only on a machine with no other work. */
export async function lateness(act: () => Promise<unknown>): Promise<{ p50: number; p99: number; max: number }> {
  const histogram = monitorEventLoopDelay({ resolution: 5 });
  histogram.enable();
  await act();
  histogram.disable();
  const milliseconds = (nanoseconds: number) => Math.round(nanoseconds / 1e5) / 10;
  return {
    p50: milliseconds(histogram.percentile(50)),
    p99: milliseconds(histogram.percentile(99)),
    max: milliseconds(histogram.max),
  };
}

/** Registers so many children in one turn, and resolves when all are running. */
export async function gather(supervision: Supervision, directory: string, count: number): Promise<readonly string[]> {
  const ids = Array.from({ length: count }, (_, index) => `child-${index}`);
  const restart = { initialDelayMs: 20, maxDelayMs: 100, windowMs: 10_000 };
  await Promise.all(ids.map((id) => supervision.manager.startProcess(witness(directory, id, { restart }))));
  return ids;
}

/** Kills every child in one tick, and resolves when each has its next run. */
export async function killAll(supervision: Supervision, ids: readonly string[]): Promise<void> {
  const { manager } = supervision;
  const before = new Map(ids.map((id) => [id, manager.getProcessInfo(id)?.runId ?? 0]));
  for (const id of ids) process.kill(manager.getProcessInfo(id)?.pid ?? 0, 'SIGKILL');
  const isBack = (id: string) => {
    const info = manager.getProcessInfo(id);
    return info?.status === 'running' && info.runId === (before.get(id) ?? 0) + 1;
  };
  await eventually(() => expect(ids.filter((id) => !isBack(id))).toEqual([]), { timeoutMs: 120_000, intervalMs: 50 });
}
