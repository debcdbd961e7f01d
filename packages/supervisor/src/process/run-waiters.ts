// Owns the promises of commands: each waits for a run to become ready or to end, and settles exactly once.
import { errorRegistry, McpmError, type ErrorCode, type ProcessInfo, type Reason } from '@mcpm/domain';
import type { RunReport } from '../decide/child-event.ts';
import type { ChildState } from '../decide/child-state.ts';

interface Waiter {
  readonly until: 'ready' | 'ended';
  /** The run it is about: for `ready` this one or a later one, for `ended` this one or an earlier one. */
  readonly runId: number;
  readonly resolve: (info: ProcessInfo) => void;
  readonly reject: (error: McpmError) => void;
}

/** The run a start asked for now is about: the one that is coming up, or the next one. */
export function runToBeReady({ phase, runId }: ChildState): number {
  return phase.name === 'starting' || phase.name === 'adopting' || phase.name === 'ready' ? runId : runId + 1;
}

/** Those who wait for one process. */
export class RunWaiters {
  readonly #waiters = new Set<Waiter>();

  /** Resolves with the info of that moment; `ready` rejects when the run does not become ready. */
  wait(until: 'ready' | 'ended', runId: number): Promise<ProcessInfo> {
    const { promise, resolve, reject } = Promise.withResolvers<ProcessInfo>();
    this.#waiters.add({ until, runId, resolve, reject });
    return promise;
  }

  /** To be called after each transition. */
  onState(state: ChildState, info: () => ProcessInfo): void {
    for (const waiter of this.#waiters) {
      if (
        waiter.until === 'ended'
          ? hasEnded(state, waiter.runId)
          : state.phase.name === 'ready' && state.runId >= waiter.runId
      ) {
        this.#settle(waiter, () => waiter.resolve(info()));
      } else if (waiter.until === 'ready' && isAtRest(state)) {
        this.#settle(waiter, () => waiter.reject(toError(state.reason)));
      }
    }
  }

  /** To be called with the end of each run (`sought`: it was to be adopted): who waited for it to become ready is told why it did not. */
  onReport(report: RunReport, wanted: ChildState['wanted'], sought = false): void {
    // A run that was ended to begin another one, or was not there to be adopted, does not fail the start: the other one answers.
    if (report.readyMs !== undefined || ((report.cause === 'asked' || sought) && wanted === 'running')) return;
    for (const waiter of this.#waiters) {
      if (waiter.until === 'ready' && report.runId >= waiter.runId)
        this.#settle(waiter, () => waiter.reject(toError(report.reason)));
    }
  }

  #settle(waiter: Waiter, act: () => void): void {
    this.#waiters.delete(waiter);
    act();
  }
}

// No run comes of itself, or not soon: also of a start that came while a run ended after which it was given up.
function isAtRest({ phase }: ChildState): boolean {
  return phase.name === 'stuck' || phase.name === 'stopped' || phase.name === 'failed';
}

function hasEnded(state: ChildState, runId: number): boolean {
  return state.run === undefined || state.runId > runId || state.phase.name === 'stuck';
}

function toError(reason: Reason | undefined): McpmError {
  if (!reason)
    return new McpmError('process_exited', 'It was stopped before it was ready.', { next: 'Start it again.' });
  // What a child tells may carry a code that this registry does not have.
  const code = Object.hasOwn(errorRegistry, reason.code) ? (reason.code as ErrorCode) : 'process_exited';
  return new McpmError(code, reason.detail, { next: reason.next });
}
