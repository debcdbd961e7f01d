// Owns the decision after a run: stop, again at once, wait, or give up; and its one report.
import { reasonFor, type Reason, type RestartPolicy } from '@mcpm/domain';
import { backoffDelay, halfOpenDelay, withinWindow } from './backoff-delay.ts';
import type { Effect, Moment, RunReport, Step } from './child-event.ts';
import type { ChildState, Run } from './child-state.ts';
import { exitCause, exitReason, formatDuration, isCleanExit, isHopeless, uptimeOf } from './exit-cause.ts';
import { budgetOf, spendBudget, waitForBudget } from './restart-budget.ts';

/** The step out of `draining`: reports the run and decides what comes next. */
export function afterRun(state: ChildState, run: Run, moment: Moment): Step {
  const report = reportOf(run);
  const counted: ChildState = { ...state, ...countRun(state, run, moment.now), run: undefined, reason: report.reason };
  const next = decide(counted, run, moment);
  return {
    state: next.state,
    effects: [{ type: 'disarm', timer: 'drain' }, { type: 'report', report }, ...next.effects],
  };
}

/** The step into `queued`; `metered` when it is a restart after an unstable run that nobody asked for. */
export function enqueue(state: ChildState, metered = false): Step {
  return { state: { ...state, phase: { name: 'queued' } }, effects: [{ type: 'request-slot', metered }] };
}

/** The step into `queued` that counts as a restart, and was asked for. */
export function enqueueAgain(state: ChildState): Step {
  return enqueue({ ...state, restartCount: state.restartCount + 1 });
}

/** The step into `queued` that counts as a restart, and comes of itself. */
export function enqueueByItself(state: ChildState): Step {
  return enqueue({ ...state, restartCount: state.restartCount + 1 }, state.streak > 0);
}

function decide(state: ChildState, run: Run, moment: Moment): Step {
  const policy = state.spec.restart;
  if (state.wanted === 'stopped') return { state: { ...state, phase: { name: 'stopped' } }, effects: [] };
  if (exitCause(run) === 'asked' || run.again) return enqueueAgain(state);
  if (isHopeless(run)) return giveUp(state, moment, policy.mode !== 'never');
  if (!policyRestarts(policy, run))
    return run.started ? enqueueAgain(state) : { state: { ...state, phase: { name: 'stopped' } }, effects: [] };
  const looping = state.streak > 0 && (state.probation || state.tally.length >= policy.maxRetries);
  if (looping) return giveUp({ ...state, reason: crashLoopReason(state, run) }, moment, true);
  return waitToRestart(state, policy, moment);
}

// As long as the formula says, and longer when it has restarted more often than its policy grants over time.
function waitToRestart(state: ChildState, policy: RestartPolicy, { now, jitter }: Moment): Step {
  const rule = budgetOf(policy);
  const delayMs = Math.max(backoffDelay(policy, state.streak, jitter), waitForBudget(state.budget, rule, now));
  const retryAt = now + delayMs;
  const budget = spendBudget(state.budget, rule, retryAt);
  return { state: { ...state, budget, phase: { name: 'backoff', retryAt } }, effects: [armRetry(delayMs)] };
}

function giveUp(state: ChildState, { now, jitter }: Moment, retry: boolean): Step {
  const delayMs = halfOpenDelay(jitter);
  const retryAt = retry ? now + delayMs : undefined;
  return { state: { ...state, phase: { name: 'failed', retryAt } }, effects: retry ? [armRetry(delayMs)] : [] };
}

function armRetry(delayMs: number): Effect {
  return { type: 'arm', timer: 'retry', delayMs };
}

function policyRestarts(policy: RestartPolicy, run: Run): boolean {
  return policy.mode === 'always' || (policy.mode === 'on-failure' && !isCleanExit(run));
}

// A run that was ready long enough starts the count anew; an unstable one counts, unless it was asked to end, or was only looked for.
function countRun(state: ChildState, run: Run, now: number): Pick<ChildState, 'streak' | 'tally' | 'probation'> {
  const { restart } = state.spec;
  const stable = run.readyAt !== undefined && (run.readyUntil ?? now) - run.readyAt >= restart.stableAfterMs;
  if (stable) return { streak: 0, tally: [], probation: false };
  if (exitCause(run) === 'asked' || (run.adopted && run.readyAt === undefined)) return state;
  return {
    streak: state.streak + 1,
    tally: withinWindow(restart, [...state.tally, now], now),
    probation: state.probation,
  };
}

function crashLoopReason(state: ChildState, run: Run): Reason {
  const last = exitReason(run);
  const { windowMs } = state.spec.restart;
  const times = state.probation
    ? 'It failed again when it was tried once more.'
    : `It failed ${state.tally.length} times within ${formatDuration(windowMs)}.`;
  const reason = reasonFor('process_crash_loop', last ? `${times} The last time: ${last.detail}` : times);
  return run.told ? { ...reason, next: run.told.next } : reason;
}

function reportOf(run: Run): RunReport {
  return {
    runId: run.runId,
    exitCode: run.exit?.code ?? null,
    signal: run.exit?.signal ?? null,
    cause: exitCause(run),
    reason: exitReason(run),
    uptimeMs: uptimeOf(run),
    readyMs: run.readyAt === undefined ? undefined : run.readyAt - run.spawnedAt,
  };
}
