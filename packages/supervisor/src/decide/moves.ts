// Owns the steps from one phase into the next that more than one row of the table takes.
import type { ProcessSpec } from '@mcpm/domain';
import type { ChildEvent, Effect, Moment, Step } from './child-event.ts';
import type { ChildState, LadderStep, Run, Verdict } from './child-state.ts';
import { enqueue, enqueueByItself } from './after-run.ts';
import { startTimeoutReason } from './exit-cause.ts';
import { FULL_BUDGET } from './restart-budget.ts';
import { beginStop, isProbed, leavePhase } from './stop-ladder.ts';

/** Milliseconds a child without the managed protocol and without a probe must stay up to count as ready. */
const SETTLE_MS = 1000;

/** Milliseconds a run gets once more to become ready when the supervisor itself was so late that it may have missed it. */
const GRACE_MS = 1000;

/** Milliseconds the end of a run may take in all. The sweep, the pipes and the reading have a limit of 2 s each; this one is for what hangs in the kernel. */
const DRAIN_MS = 8000;

const asked: Verdict = { cause: 'asked' };
const disarmRetry: Effect = { type: 'disarm', timer: 'retry' };
type WithSpec = { readonly spec: ProcessSpec };

/** Nothing changes. */
export const stay = (state: ChildState): Step => ({ state, effects: [] });

/** It is wanted stopped; where it is, it stays. */
export const wantStopped = (state: ChildState): Step => stay({ ...state, wanted: 'stopped' });

/** It is wanted; the spec is for its next run. */
export const takeSpec = (state: ChildState, { spec }: WithSpec): Step => stay({ ...state, wanted: 'running', spec });

/** It is wanted again while its run ends. */
export const startAfter = (state: ChildState, { spec }: WithSpec): Step =>
  withRun(state, (run) => stay({ ...state, wanted: 'running', spec, run: { ...run, started: true } }));

/** A restart is asked for while its run ends. */
export const restartAfter = (state: ChildState): Step =>
  withRun(state, (run) => stay({ ...state, wanted: 'running', run: { ...run, again: true } }));

/** It is wanted and has no run: into the queue. */
export const startFrom = (state: ChildState, { spec }: WithSpec): Step =>
  enqueue({ ...state, wanted: 'running', spec });

/** It rests and is to rest; `undo` is what was under way. */
export const toStopped = (state: ChildState, undo: Effect): Step => ({
  state: { ...state, wanted: 'stopped', phase: { name: 'stopped' }, reason: undefined },
  effects: [undo],
});

/** A waiting for `retry` ends by this step. */
export const insteadOfRetry = ({ state, effects }: Step): Step => ({ state, effects: [disarmRetry, ...effects] });

/** What its failures added up to is forgotten. */
export const forgive = (state: ChildState): ChildState => ({
  ...state,
  streak: 0,
  tally: [],
  probation: false,
  budget: FULL_BUDGET,
});

/** One try of a process that was given up. */
export const tryOnceMore = (state: ChildState): Step => enqueueByItself({ ...state, probation: true });

/** Acts on the live run; every phase that uses it has one, and without one there is nothing to act on. */
export function withRun(state: ChildState, act: (run: Run) => Step): Step {
  return state.run ? act(state.run) : stay(state);
}

/** The step of the ladder it is on. */
export function stepOf({ phase }: ChildState): LadderStep {
  return phase.name === 'stopping' ? phase.step : 'kill';
}

/** A live run is asked to end, by a stop or a restart. */
export function endAsked(state: ChildState, now: number, force = false): Step {
  return withRun(state, (run) => beginStop(state, run, { verdict: asked, now, force }));
}

/** `queued` → `starting`: a new run begins. */
export function toStarting(state: ChildState, { now }: Moment): Step {
  const runId = state.runId + 1;
  const run: Run = { runId, spec: state.spec, spawnedAt: now };
  return {
    state: { ...state, phase: { name: 'starting' }, runId, run },
    effects: [
      { type: 'arm', timer: 'start', delayMs: state.spec.timeouts.startMs },
      { type: 'spawn', runId },
    ],
  };
}

/** `stopped` → `adopting`: a run of an earlier supervisor is looked at. */
export function toAdopting(state: ChildState, event: Extract<ChildEvent, { type: 'adopt' }>, { now }: Moment): Step {
  const { runId, spec } = event;
  const run: Run = { runId, spec, spawnedAt: now, adopted: true };
  return {
    state: { ...state, wanted: 'running', spec, phase: { name: 'adopting' }, runId, run },
    effects: [{ type: 'adopt', runId }],
  };
}

/** It is there: how its readiness is found out. A managed one says so itself. */
export function awaitReady(state: ChildState): Step {
  return withRun(state, ({ runId, spec }) => {
    if (isProbed(spec)) return { state, effects: [{ type: 'ask-ready', runId }] };
    return { state, effects: spec.managed ? [] : [{ type: 'arm', timer: 'settle', delayMs: SETTLE_MS }] };
  });
}

/** → `ready`. */
export function toReady(state: ChildState, now: number): Step {
  return withRun(state, (run) => {
    const { ageMs } = run.spec.limits;
    return {
      state: { ...state, phase: { name: 'ready' }, run: { ...run, readyAt: now }, reason: undefined },
      effects: [
        ...leavePhase(state),
        { type: 'watch' },
        ...(ageMs === undefined ? [] : [{ type: 'arm', timer: 'age', delayMs: ageMs } as const]),
      ],
    };
  });
}

/** `starting` → `stopping`, its time to become ready being over; a little later when it is this supervisor that is late. */
export function startTimedOut(state: ChildState, { now }: Moment): Step {
  return withRun(state, (run) => {
    const isLate = now - run.spawnedAt - run.spec.timeouts.startMs > GRACE_MS;
    if (!isLate || run.graced)
      return beginStop(state, run, { verdict: { cause: 'start-timeout', reason: startTimeoutReason(run) }, now });
    return {
      state: { ...state, run: { ...run, graced: true } },
      effects: [{ type: 'arm', timer: 'start', delayMs: GRACE_MS }],
    };
  });
}

/** → `draining`: the run is over. */
function toDraining(state: ChildState, run: Run): Step {
  const readyUntil = state.phase.name === 'ready' && run.exit ? { readyUntil: run.exit.at } : {};
  return {
    state: { ...state, phase: { name: 'draining' }, run: { ...run, ...readyUntil } },
    effects: [
      ...leavePhase(state),
      { type: 'arm', timer: 'drain', delayMs: DRAIN_MS },
      { type: 'drain', runId: run.runId },
    ],
  };
}

/** → `draining`: it exited. */
export function exited(state: ChildState, event: Extract<ChildEvent, { type: 'exited' }>, { now }: Moment): Step {
  const { code, signal, oomKilled } = event;
  const exit = { code, signal, at: now, ...(oomKilled ? { oomKilled } : {}) };
  return withRun(state, (run) => toDraining(state, { ...run, exit }));
}

/** → `draining`: it never was there. What was decided before counts. */
export function spawnFailed(state: ChildState, event: Extract<ChildEvent, { type: 'spawn-failed' }>): Step {
  const { reason, hopeless } = event;
  const verdict: Verdict = { cause: 'spawn-error', reason, hopeless };
  return withRun(state, (run) => toDraining(state, { ...run, verdict: run.verdict ?? verdict }));
}

/** → `draining`: nothing to adopt. What remains of it is swept, and then another run begins without waiting. */
export function adoptFailed(state: ChildState, now: number): Step {
  const exit = { code: null, signal: null, at: now };
  return withRun(state, (run) => toDraining(state, { ...run, exit, again: true }));
}
