// Owns the state machine of one child: the table of every phase and every event, as a pure function.
//
//   stopped → queued → starting → ready → stopping → draining → stopped | queued | backoff | failed
//                ↑________________________________________________________|  (backoff, failed: by timer)
//                                              stopping → stuck → draining   (KILL did not help)
import { afterRun, enqueue, enqueueAgain } from './after-run.ts';
import type { ChildEvent, ChildEventName, Effect, Moment, Step, TimerName } from './child-event.ts';
import type { ChildState, PhaseName, Run, Verdict } from './child-state.ts';
import { startTimeoutReason } from './exit-cause.ts';
import { beginStop, climbOn, climbToKill, killAgain, leavePhase } from './stop-ladder.ts';

/** Milliseconds a child without the managed protocol must stay up to count as ready. */
const SETTLE_MS = 1000;

type Handler<T extends ChildEventName> = (
  state: ChildState,
  event: Extract<ChildEvent, { type: T }>,
  moment: Moment,
) => Step;
type Row = { readonly [T in ChildEventName]?: Handler<T> };

const stay = (state: ChildState): Step => ({ state, effects: [] });
const wantStopped = (state: ChildState): Step => stay({ ...state, wanted: 'stopped' });
const toStopped = (state: ChildState, ...effects: Effect[]): Step => ({
  state: { ...state, wanted: 'stopped', phase: { name: 'stopped' }, reason: undefined },
  effects,
});
const startFrom = (state: ChildState, { spec }: { readonly spec: ChildState['spec'] }): Step =>
  enqueue({ ...state, wanted: 'running', spec });
const takeSpec = (state: ChildState, { spec }: { readonly spec: ChildState['spec'] }): Step =>
  stay({ ...state, wanted: 'running', spec });
const startAfter = (state: ChildState, { spec }: { readonly spec: ChildState['spec'] }): Step =>
  withRun(state, (run) => stay({ ...state, wanted: 'running', spec, run: { ...run, started: true } }));
const disarmRetry: Effect = { type: 'disarm', timer: 'retry' };
const before = (effect: Effect, { state, effects }: Step): Step => ({ state, effects: [effect, ...effects] });
const forgive = (state: ChildState): ChildState => ({ ...state, streak: 0, tally: [], probation: false });
const asked: Verdict = { cause: 'asked' };

const heard = {
  told: (state, { reason }) => withRun(state, (run) => stay({ ...state, run: { ...run, told: reason } })),
  garbled: (state) => withRun(state, (run) => stay({ ...state, run: { ...run, garbled: (run.garbled ?? 0) + 1 } })),
} satisfies Row;

const live = {
  ...heard,
  start: takeSpec,
  stop: (state, { force }, { now }) =>
    withRun(state, (run) => beginStop({ ...state, wanted: 'stopped' }, run, { verdict: asked, now, force })),
  restart: (state, _, { now }) => withRun(state, (run) => beginStop(state, run, { verdict: asked, now })),
  exited: (state, event, { now }) =>
    withRun(state, (run) => toDraining(state, { ...run, exit: { code: event.code, signal: event.signal, at: now } })),
} satisfies Row;

const ending = {
  ...heard,
  start: startAfter,
  restart: (state) => withRun(state, (run) => stay({ ...state, wanted: 'running', run: { ...run, again: true } })),
  // What was under way when the end began arrives late and means nothing any more.
  ready: stay,
  unhealthy: stay,
  exited: live.exited,
  // The end overtook the spawn: its step is done again, now that there is a child.
  spawned: (state) => ({ state, effects: [{ type: 'end', step: stepOf(state) }] }),
  'spawn-failed': (state, event) => spawnFailed(state, event),
} satisfies Row;

const table: Readonly<Record<PhaseName, Row>> = {
  stopped: {
    start: startFrom,
    stop: wantStopped,
    restart: (state) => enqueueAgain({ ...state, wanted: 'running' }),
  },
  queued: {
    start: takeSpec,
    stop: (state) => toStopped(state, { type: 'release-slot' }),
    restart: stay,
    slot: (state, _, moment) => toStarting(state, moment),
  },
  starting: {
    ...live,
    spawned: (state) =>
      withRun(state, (run) => ({
        state,
        effects: run.spec.managed ? [] : [{ type: 'arm', timer: 'settle', delayMs: SETTLE_MS }],
      })),
    'spawn-failed': (state, event) => spawnFailed(state, event),
    ready: (state, _, { now }) => toReady(state, now),
    timer: onTimer({
      settle: (state, { now }) => toReady(state, now),
      start: (state, { now }) =>
        withRun(state, (run) =>
          beginStop(state, run, { verdict: { cause: 'start-timeout', reason: startTimeoutReason(run) }, now }),
        ),
    }),
  },
  ready: {
    ...live,
    ready: stay,
    unhealthy: (state, { reason }, { now }) =>
      withRun(state, (run) => beginStop(state, run, { verdict: { cause: 'unhealthy', reason }, now })),
  },
  stopping: {
    ...ending,
    stop: (state, { force }) =>
      withRun(state, (run) =>
        force && stepOf(state) !== 'kill' ? climbToKill({ ...state, wanted: 'stopped' }, run) : wantStopped(state),
      ),
    timer: onTimer({ ladder: (state) => withRun(state, (run) => climbOn(state, run, stepOf(state))) }),
  },
  stuck: { ...ending, stop: wantStopped, timer: onTimer({ ladder: killAgain }) },
  draining: {
    ...heard,
    start: startAfter,
    stop: wantStopped,
    restart: ending.restart,
    ready: stay,
    unhealthy: stay,
    drained: (state, _, moment) => withRun(state, (run) => afterRun(state, run, moment)),
  },
  backoff: {
    start: takeSpec,
    stop: (state) => toStopped(state, disarmRetry),
    restart: (state) => before(disarmRetry, enqueueAgain(state)),
    timer: onTimer({ retry: enqueueAgain }),
  },
  failed: {
    start: (state, event) => before(disarmRetry, startFrom(forgive(state), event)),
    stop: (state) => toStopped(state, disarmRetry),
    restart: (state) => before(disarmRetry, enqueueAgain(forgive(state))),
    timer: onTimer({ retry: (state) => enqueueAgain({ ...state, probation: true }) }),
  },
};

/**
 * The next state of a child and what to do. Pure. What an older run still says changes nothing; a pair that is not in the
 * table changes nothing either and yields the one effect `undefined`.
 */
export function transition(state: ChildState, event: ChildEvent, moment: Moment): Step {
  if (isStale(state, event)) return stay(state);
  const handler = table[state.phase.name][event.type] as Handler<ChildEventName> | undefined;
  return handler ? handler(state, event, moment) : notInTable(state, event);
}

function isStale(state: ChildState, event: ChildEvent): boolean {
  if (!('runId' in event)) return false;
  const isRetry = event.type === 'timer' && event.timer === 'retry';
  return event.runId !== state.runId || (state.run === undefined && !isRetry);
}

function notInTable(state: ChildState, event: ChildEvent): Step {
  return { state, effects: [{ type: 'undefined', phase: state.phase.name, event: event.type }] };
}

function onTimer(timers: {
  readonly [T in TimerName]?: (state: ChildState, moment: Moment) => Step;
}): Handler<'timer'> {
  return (state, event, moment) => timers[event.timer]?.(state, moment) ?? notInTable(state, event);
}

// Every phase that uses it has a live run; without one there is nothing to act on.
function withRun(state: ChildState, act: (run: Run) => Step): Step {
  return state.run ? act(state.run) : stay(state);
}

function stepOf({ phase }: ChildState) {
  return phase.name === 'stopping' ? phase.step : 'kill';
}

function toStarting(state: ChildState, { now }: Moment): Step {
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

function toReady(state: ChildState, now: number): Step {
  return withRun(state, (run) => ({
    state: { ...state, phase: { name: 'ready' }, run: { ...run, readyAt: now }, reason: undefined },
    effects: [...leavePhase(state), { type: 'watch' }],
  }));
}

function toDraining(state: ChildState, run: Run): Step {
  const readyUntil = state.phase.name === 'ready' && run.exit ? { readyUntil: run.exit.at } : {};
  return {
    state: { ...state, phase: { name: 'draining' }, run: { ...run, ...readyUntil } },
    effects: [...leavePhase(state), { type: 'drain', runId: run.runId }],
  };
}

function spawnFailed(state: ChildState, { reason, hopeless }: Extract<ChildEvent, { type: 'spawn-failed' }>): Step {
  const verdict: Verdict = { cause: 'spawn-error', reason, hopeless };
  return withRun(state, (run) => toDraining(state, { ...run, verdict: run.verdict ?? verdict }));
}
