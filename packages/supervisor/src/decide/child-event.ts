// Owns what can happen to a child and what the supervisor then does: the two alphabets of the state machine.
import type { ProcessSpec, Reason } from '@mcpm/domain';
import type { ChildState, ExitCause, LadderStep } from './child-state.ts';

/**
 * `start`: time to become ready; `settle`: one second up; `age`: longest time to be ready; `ladder`: next step of a stop; `drain`: longest time
 * to sweep and read; `retry`: end of a back-off or of a given-up period.
 */
export type TimerName = 'start' | 'settle' | 'age' | 'ladder' | 'drain' | 'retry';

/** A command of the caller, or something observed of the run `runId`. */
export type ChildEvent =
  | { readonly type: 'start'; readonly spec: ProcessSpec }
  | { readonly type: 'stop'; readonly force: boolean }
  | { readonly type: 'restart' }
  /** Somebody needs it now: one that was given up is tried once before its period is over. */
  | { readonly type: 'demand' }
  /** An earlier supervisor left it running; `runId` is greater than that of any run here. */
  | { readonly type: 'adopt'; readonly runId: number; readonly spec: ProcessSpec }
  /** It is the process that was left, and it lives. */
  | { readonly type: 'adopted'; readonly runId: number }
  /** It is gone, or is another one; what remains of it is to be swept. */
  | { readonly type: 'adopt-failed'; readonly runId: number }
  | { readonly type: 'slot' }
  | { readonly type: 'timer'; readonly timer: TimerName; readonly runId: number }
  | { readonly type: 'spawned'; readonly runId: number }
  | { readonly type: 'spawn-failed'; readonly runId: number; readonly reason: Reason; readonly hopeless: boolean }
  | { readonly type: 'ready'; readonly runId: number }
  | { readonly type: 'garbled'; readonly runId: number }
  | { readonly type: 'told'; readonly runId: number; readonly reason: Reason }
  | { readonly type: 'unhealthy'; readonly runId: number; readonly reason: Reason }
  | { readonly type: 'over-limit'; readonly runId: number; readonly reason: Reason }
  | {
      readonly type: 'exited';
      readonly runId: number;
      readonly code: number | null;
      readonly signal: string | null;
      /** The kernel killed it for its memory. */
      readonly oomKilled?: boolean;
    }
  | { readonly type: 'drained'; readonly runId: number };

export type ChildEventName = ChildEvent['type'];

/** The end of one run, as far as decisions know it. Durations in milliseconds. */
export interface RunReport {
  readonly runId: number;
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly cause: ExitCause;
  readonly reason: Reason | undefined;
  readonly uptimeMs: number;
  readonly readyMs: number | undefined;
}

/** What is to be done, in order. */
export type Effect =
  /** Ask for a start slot; it arrives as the event `slot`. `metered`: a restart after an unstable run, which the budget of the supervisor counts. */
  | { readonly type: 'request-slot'; readonly metered: boolean }
  /** Give the slot back, or take the request back. */
  | { readonly type: 'release-slot' }
  /** Reserve the port and spawn; arrives as `spawned` or `spawn-failed`. */
  | { readonly type: 'spawn'; readonly runId: number }
  /** Look whether a process that was left is still itself; arrives as `adopted` or `adopt-failed`. */
  | { readonly type: 'adopt'; readonly runId: number }
  /** Ask its probe until it is ready; arrives as `ready`. Ended by `unwatch`. */
  | { readonly type: 'ask-ready'; readonly runId: number }
  /** Do this step of the stop ladder. */
  | { readonly type: 'end'; readonly step: LadderStep }
  /** Sweep the rest of the group and read the output to its end; arrives as `drained`. */
  | { readonly type: 'drain'; readonly runId: number }
  | { readonly type: 'arm'; readonly timer: TimerName; readonly delayMs: number }
  | { readonly type: 'disarm'; readonly timer: TimerName }
  /** Begin and end health checks. */
  | { readonly type: 'watch' }
  | { readonly type: 'unwatch' }
  /** The run is over: the one terminal event of its runId. */
  | { readonly type: 'report'; readonly report: RunReport }
  /** The pair is not in the table: counted and said, nothing else. */
  | { readonly type: 'undefined'; readonly phase: string; readonly event: ChildEventName };

/** The next state and what to do. */
export interface Step {
  readonly state: ChildState;
  readonly effects: readonly Effect[];
}

/** The moment a decision is made at: monotonic milliseconds, and a random number in [0, 1). */
export interface Moment {
  readonly now: number;
  readonly jitter: number;
}
