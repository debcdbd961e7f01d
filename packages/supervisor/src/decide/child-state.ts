// Owns what the supervisor knows of one child: what is wanted, in which phase it is, its live run, and what its failures add up to.
import type { ExitReport, ProcessSpec, Reason, Wanted } from '@mcpm/domain';
import { FULL_BUDGET, type RestartBudget } from './restart-budget.ts';

/** How a run ended, in the words of the exit report. */
export type ExitCause = ExitReport['cause'];

/** The steps of the stop ladder: shutdown message and EOF, then TERM, then KILL. */
export type LadderStep = 'eof' | 'term' | 'kill';

/** Where a child is. Times are milliseconds of the supervisor's monotonic clock. */
export type Phase =
  | { readonly name: 'stopped' }
  | { readonly name: 'queued' }
  | { readonly name: 'adopting' }
  | { readonly name: 'starting' }
  | { readonly name: 'ready' }
  | { readonly name: 'stopping'; readonly step: LadderStep }
  | { readonly name: 'draining' }
  | { readonly name: 'backoff'; readonly retryAt: number }
  | { readonly name: 'failed'; readonly retryAt: number | undefined }
  | { readonly name: 'stuck' };

export type PhaseName = Phase['name'];

/** Why a run must end or could not begin, decided before it ended. */
export interface Verdict {
  readonly cause: ExitCause;
  /** Absent when it was asked for. */
  readonly reason?: Reason;
  /** A spawn error that another try cannot cure. */
  readonly hopeless?: boolean;
}

/** What the operating system said of the end of a run. */
export interface RunExit {
  readonly code: number | null;
  readonly signal: string | null;
  /** Monotonic milliseconds. */
  readonly at: number;
  /** The kernel killed it for its memory. */
  readonly oomKilled?: boolean;
}

/** One life of the child, from the decision to spawn until its exit is reported. */
export interface Run {
  readonly runId: number;
  /** What it was started with. */
  readonly spec: ProcessSpec;
  /** When its spawn was decided, or this supervisor took it over. */
  readonly spawnedAt: number;
  /** An earlier supervisor started it: its exit code cannot be known. */
  readonly adopted?: boolean;
  /** It got a little longer to become ready, because the supervisor itself was late. */
  readonly graced?: boolean;
  readonly readyAt?: number;
  /** When it left `ready`; the end of its continuous readiness. */
  readonly readyUntil?: number;
  readonly verdict?: Verdict;
  /** The reason a managed child told before it left. */
  readonly told?: Reason;
  /** Messages of the child that were not understood. */
  readonly garbled?: number;
  /** A restart was asked for while it ended: no waiting. */
  readonly again?: boolean;
  /** A start was asked for while it ended: the policy alone does not keep it down. */
  readonly started?: boolean;
  readonly exit?: RunExit;
}

/** Everything the decisions about one child rest on. */
export interface ChildState {
  readonly wanted: Wanted;
  readonly phase: Phase;
  /** What the next run is started with. */
  readonly spec: ProcessSpec;
  /** Of the last run; 0 before the first. */
  readonly runId: number;
  readonly run: Run | undefined;
  /** Unstable runs in a row. */
  readonly streak: number;
  /** When the unstable runs inside the crash-loop window ended. */
  readonly tally: readonly number[];
  /** True from a half-open try until a stable run: one more failure gives up again. */
  readonly probation: boolean;
  /** What is left of its own restarts by itself. */
  readonly budget: RestartBudget;
  readonly restartCount: number;
  /** Why it is not simply running. */
  readonly reason: Reason | undefined;
}

/** A child that was never started. */
export function newChild(spec: ProcessSpec): ChildState {
  return {
    wanted: 'stopped',
    phase: { name: 'stopped' },
    spec,
    runId: 0,
    run: undefined,
    streak: 0,
    tally: [],
    probation: false,
    budget: FULL_BUDGET,
    restartCount: 0,
    reason: undefined,
  };
}
