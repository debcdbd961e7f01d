// Owns the children that fall silent, each in its own way, and what must become of them under a health policy.
import { fileURLToPath } from 'node:url';
import type { ProcessSpecInput } from '@mcpm/domain';
import { eventually } from '@mcpm/test-kit';
import { expect } from 'vitest';
import { Supervision } from '../supervision.ts';

const program = fileURLToPath(new URL('../programs/goes-silent.mjs', import.meta.url));

/** A policy, what must be borne under it, and when a silence must be over. Milliseconds. */
export interface Patience {
  readonly health: { readonly intervalMs: number; readonly timeoutMs: number; readonly failures: number };
  /** A single block that must be borne. */
  readonly blockMs: number;
  /** A lateness of each answer that must be borne, and one that must not. */
  readonly lateMs: number;
  readonly tooLateMs: number;
  /** From the silence to its verdict. */
  readonly noticedWithinMs: number;
}

/** Lets a child of each kind fall silent, all at once: those that must be ended are, and nobody else. Returns the most milliseconds from a last word to the end. */
export async function fallSilent(patience: Patience): Promise<number> {
  await using supervision = new Supervision();
  const spec = (id: string, ...args: readonly (string | number)[]): ProcessSpecInput => ({
    id,
    command: process.execPath,
    args: [program, ...args.map(String)],
    managed: true,
    health: patience.health,
    restart: { initialDelayMs: 60_000, maxDelayMs: 60_000, maxRetries: 3 },
    timeouts: { termAfterMs: 50, killAfterMs: 200 },
  });
  const silent = ['turns', 'waits', 'stopped', 'too-late'];
  const borne = ['blocks', 'late'];
  const { manager } = supervision;
  await Promise.all([
    manager.startProcess(spec('turns', 'turns')),
    manager.startProcess(spec('waits', 'waits')),
    manager.startProcess(spec('stopped', 'answers')),
    manager.startProcess(spec('too-late', 'dawdles', patience.tooLateMs)),
    manager.startProcess(spec('late', 'dawdles', patience.lateMs)),
    manager.startProcess(spec('blocks', 'blocks', patience.blockMs)),
  ]);
  const { intervalMs, timeoutMs, failures } = patience.health;
  const withinMs = { timeoutMs: intervalMs + timeoutMs + patience.noticedWithinMs };
  await eventually(() => expect(supervision.of('health', 'stopped').length).toBeGreaterThan(0), withinMs);
  process.kill(manager.getProcessInfo('stopped')?.pid ?? 0, 'SIGSTOP');
  await eventually(() => expect(silent.filter((id) => supervision.of('exit', id).length === 0)).toEqual([]), withinMs);
  const noticedMs = silent.map((id) => {
    const [end] = supervision.of('exit', id);
    expect(end?.report).toMatchObject({ runId: 1, cause: 'unhealthy' });
    // The silence begins after an answer; who is only too late is silent from the first check it is late for.
    const lastWord = supervision.of('health', id).findLast(({ check }) => check.ok);
    return Date.parse(end?.at ?? '') - Date.parse(lastWord?.at ?? '');
  });
  // One that was borne answers as often again as would have been needed to give it up, and is still the first.
  await eventually(
    () => expect(supervision.of('message', 'blocks').some(({ message }) => message.type === 'stats')).toBe(true),
    withinMs,
  );
  const checksOf = (id: string) => supervision.of('health', id).length;
  const before = borne.map(checksOf);
  await eventually(
    () => borne.forEach((id, index) => expect(checksOf(id)).toBeGreaterThanOrEqual((before[index] ?? 0) + failures)),
    { timeoutMs: (failures + 1) * (intervalMs + timeoutMs) },
  );
  expect(borne.map((id) => manager.getProcessInfo(id))).toMatchObject([
    { status: 'running', runId: 1 },
    { status: 'running', runId: 1 },
  ]);
  return Math.max(...noticedMs);
}
