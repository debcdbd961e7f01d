// Owns why a run ended: its cause, whether another try could help, and the reason in words.
import { ExitCode, reasonFor, type Reason } from '@mcpm/domain';
import type { ExitCause, Run } from './child-state.ts';
import { exitWords } from './exit-words.ts';

// 9: Node's bad option; 126 and 127: a shell's "not executable" and "not found".
const HOPELESS_EXITS: ReadonlySet<number> = new Set([
  9,
  126,
  127,
  ExitCode.usage,
  ExitCode.documentUnusable,
  ExitCode.configuration,
]);

const HOPELESS_SPAWN_ERRORS: ReadonlySet<string> = new Set([
  'ENOENT',
  'EACCES',
  'EINVAL',
  'E2BIG',
  'ENAMETOOLONG',
  'ELOOP',
]);

/** Whether a spawn error of this code (`ENOENT`, …) will be the same next time. */
export function isHopelessSpawnError(code: string): boolean {
  return HOPELESS_SPAWN_ERRORS.has(code);
}

/** The cause of the end of a run: what was decided before it ended, else what its exit says. */
export function exitCause(run: Run): ExitCause {
  if (run.verdict) return run.verdict.cause;
  const code = run.exit?.code ?? null;
  if (code !== null && (HOPELESS_EXITS.has(code) || run.spec.unrecoverableExits.includes(code))) return 'unrecoverable';
  return isOverHardLimit(run) ? 'limit' : 'crashed';
}

/** Whether starting it again cannot help. */
export function isHopeless(run: Run): boolean {
  return run.verdict?.hopeless === true || exitCause(run) === 'unrecoverable';
}

/** Whether it ended by itself with exit code 0. */
export function isCleanExit(run: Run): boolean {
  return exitCause(run) === 'crashed' && run.exit?.code === 0;
}

/** Why it ended, for a person; undefined when it was asked to. What the child told wins over what its exit shows. */
export function exitReason(run: Run): Reason | undefined {
  if (exitCause(run) === 'asked') return undefined;
  if (run.told) return run.told;
  if (run.verdict?.reason) return run.verdict.reason;
  const garbled = run.garbled ? ` ${run.garbled} of its messages were not understood.` : '';
  const adopted = run.adopted
    ? ' An earlier supervisor had started it, so nobody can know its exit code or its signal.'
    : '';
  const end = `${nameOf(run)} ${exitWords(run.exit)} after ${formatDuration(uptimeOf(run))}.`;
  if (isOverHardLimit(run)) {
    const limit = ` Its limit is ${formatBytes(run.spec.limits.memoryHard ?? 0)}.`;
    return reasonFor('process_over_limit', `${end}${limit}${garbled}`);
  }
  const reason = reasonFor('process_exited', `${end}${adopted}${garbled}`);
  return isHopeless(run)
    ? { ...reason, next: 'Read the last lines of its log, correct the cause, then start it again.' }
    : reason;
}

/** The reason of a run that was not ready in time. */
export function startTimeoutReason(run: Run): Reason {
  return reasonFor(
    'process_start_timeout',
    `${nameOf(run)} was not ready within ${formatDuration(run.spec.timeouts.startMs)}.`,
  );
}

/** The reason of a run that was ready as long as it may be (`limits.ageMs`). */
export function ageReason(run: Run): Reason {
  const age = formatDuration(run.spec.limits.ageMs ?? 0);
  return reasonFor('process_over_limit', `${nameOf(run)} was ready for ${age}, which is as long as it may be.`);
}

/** The reason of a child that outlived KILL. */
export function stuckReason(run: Run): Reason {
  return reasonFor('process_stuck', `${nameOf(run)} is still there after it was killed.`);
}

/** Milliseconds from spawn to exit. */
export function uptimeOf(run: Run): number {
  return Math.max(0, (run.exit?.at ?? run.spawnedAt) - run.spawnedAt);
}

/** Milliseconds as a person says them: `850 ms`, `3 s`, `2 min`, `24 h`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 120_000) return `${Math.round(milliseconds / 1000)} s`;
  if (milliseconds < 7_200_000) return `${Math.round(milliseconds / 60_000)} min`;
  return `${Math.round(milliseconds / 3_600_000)} h`;
}

// The kernel killed it, and a hard limit says how much it was given.
function isOverHardLimit({ exit, spec }: Run): boolean {
  return exit?.oomKilled === true && spec.limits.memoryHard !== undefined;
}

function formatBytes(bytes: number): string {
  return `${Math.round(bytes / 1024 ** 2)} MiB`;
}

function nameOf({ spec }: Run): string {
  return spec.name ?? spec.id;
}
