// Owns the decision whether a server that ended is started again, and when.
import { ExitCode } from '@mcpm/domain';

/** How a server ended. */
export interface Ending {
  /** Exit code, or `null` after a signal. */
  readonly code: number | null;
  /** When, in milliseconds of a monotonic clock. */
  readonly at: number;
}

/** What to do after an ending. */
export type RestartPlan =
  | { readonly kind: 'restart'; readonly delayMs: number; readonly crashes: readonly number[] }
  | { readonly kind: 'give-up'; readonly reason: string };

const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 60_000;
const WINDOW_MS = 10 * 60_000;
const MAX_CRASHES = 10;
const HOPELESS: readonly (number | null)[] = [
  ExitCode.ok,
  ExitCode.usage,
  ExitCode.documentUnusable,
  ExitCode.configuration,
];

/**
 * One second after the first crash, doubling to a minute; the tenth crash within ten minutes is the last. A server that was asked to stop, or whose
 * options or document are wrong, is not started again.
 * @param crashes times of the earlier crashes, as the last plan gave them.
 */
export function planRestart(ending: Ending, crashes: readonly number[]): RestartPlan {
  if (HOPELESS.includes(ending.code))
    return { kind: 'give-up', reason: `exit code ${ending.code} does not change by starting again` };
  const recent = [...crashes.filter((at) => at > ending.at - WINDOW_MS), ending.at];
  if (recent.length >= MAX_CRASHES) return { kind: 'give-up', reason: `${MAX_CRASHES} crashes within ten minutes` };
  return {
    kind: 'restart',
    delayMs: Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (recent.length - 1)),
    crashes: recent,
  };
}
