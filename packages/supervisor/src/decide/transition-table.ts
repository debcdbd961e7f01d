// Owns the state machine of a child: the table of every phase and every event.
//
//   stopped → queued → starting → ready → stopping → draining → stopped | queued | backoff | failed
//      |         ↑________________________________________________________|  (backoff, failed: by timer)
//      |→ adopting → ready                      stopping → stuck → draining   (KILL did not help)
//            |→ draining → queued               (nothing there to adopt)
import { afterRun, enqueueAgain, enqueueByItself } from './after-run.ts';
import type { ChildEvent, ChildEventName, Moment, Step, TimerName } from './child-event.ts';
import type { ChildState, PhaseName, Verdict } from './child-state.ts';
import { ageReason } from './exit-cause.ts';
import {
  adoptFailed,
  awaitReady,
  endAsked,
  exited,
  forgive,
  insteadOfRetry,
  restartAfter,
  spawnFailed,
  startAfter,
  startFrom,
  startTimedOut,
  stay,
  stepOf,
  takeSpec,
  toAdopting,
  toReady,
  toStarting,
  toStopped,
  tryOnceMore,
  wantStopped,
  withRun,
} from './moves.ts';
import { beginStop, climbOn, climbToKill, killAgain } from './stop-ladder.ts';

/** What one event does in one phase; undefined: this is not in the table after all. */
export type Handler<T extends ChildEventName> = (
  state: ChildState,
  event: Extract<ChildEvent, { type: T }>,
  moment: Moment,
) => Step | undefined;

/** What may happen in one phase. */
type Row = { readonly [T in ChildEventName]?: Handler<T> };

/** A row for each phase. */
export type TransitionTable = Readonly<Record<PhaseName, Row>>;

const heard = {
  told: (state, { reason }) => withRun(state, (run) => stay({ ...state, run: { ...run, told: reason } })),
  garbled: (state) => withRun(state, (run) => stay({ ...state, run: { ...run, garbled: (run.garbled ?? 0) + 1 } })),
} satisfies Row;

const live = {
  start: takeSpec,
  stop: (state, { force }, { now }) => endAsked({ ...state, wanted: 'stopped' }, now, force),
  restart: (state, _, { now }) => endAsked(state, now),
  demand: stay,
  exited,
} satisfies Row;

const ending = {
  told: heard.told,
  // Why it ends is decided already, so they do not count any more.
  garbled: stay,
  start: startAfter,
  restart: restartAfter,
  demand: stay,
  exited,
  // What was under way when the end began arrives late and means nothing any more.
  ready: stay,
  unhealthy: stay,
  'over-limit': stay,
  // The end overtook the spawn, or the look at what was left: its step is done again, now that there is a child.
  spawned: (state) => ({ state, effects: [{ type: 'end', step: stepOf(state) }] }),
  adopted: (state) => ({ state, effects: [{ type: 'end', step: stepOf(state) }] }),
  'spawn-failed': spawnFailed,
  'adopt-failed': (state, _, { now }) => adoptFailed(state, now),
} satisfies Row;

/** The table of `design/supervision.md`, row by row. */
export const transitionTable: TransitionTable = {
  stopped: {
    start: startFrom,
    stop: wantStopped,
    restart: (state) => enqueueAgain({ ...state, wanted: 'running' }),
    // What was asked to be down, or is down by its policy, is not woken.
    demand: stay,
    adopt: (state, event, moment) => (event.runId > state.runId ? toAdopting(state, event, moment) : undefined),
  },
  adopting: {
    ...live,
    adopted: (state, _, { now }) => toReady(state, now),
    'adopt-failed': (state, _, { now }) => adoptFailed(state, now),
  },
  queued: {
    start: takeSpec,
    stop: (state) => toStopped(state, { type: 'release-slot' }),
    restart: stay,
    demand: stay,
    slot: (state, _, moment) => toStarting(state, moment),
  },
  starting: {
    ...heard,
    ...live,
    spawned: awaitReady,
    'spawn-failed': spawnFailed,
    ready: (state, _, { now }) => toReady(state, now),
    timer: onTimer({ settle: (state, { now }) => toReady(state, now), start: startTimedOut }),
  },
  ready: {
    ...heard,
    ...live,
    // Both may overtake each other on their way here, and it may say so twice.
    ready: stay,
    spawned: stay,
    unhealthy: (state, { reason }, { now }) => endBy(state, { cause: 'unhealthy', reason }, now),
    'over-limit': (state, { reason }, { now }) => endBy(state, { cause: 'limit', reason }, now),
    timer: onTimer({
      age: (state, { now }) => withRun(state, (run) => endBy(state, { cause: 'limit', reason: ageReason(run) }, now)),
    }),
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
    restart: restartAfter,
    demand: stay,
    ready: stay,
    unhealthy: stay,
    'over-limit': stay,
    spawned: stay,
    drained: (state, _, moment) => withRun(state, (run) => afterRun(state, run, moment)),
    timer: onTimer({ drain: (state, moment) => withRun(state, (run) => afterRun(state, run, moment)) }),
  },
  backoff: {
    start: takeSpec,
    stop: (state) => toStopped(state, { type: 'disarm', timer: 'retry' }),
    restart: (state) => insteadOfRetry(enqueueAgain(state)),
    demand: stay,
    timer: onTimer({ retry: enqueueByItself }),
  },
  failed: {
    start: (state, event) => insteadOfRetry(startFrom(forgive(state), event)),
    stop: (state) => toStopped(forgive(state), { type: 'disarm', timer: 'retry' }),
    restart: (state) => insteadOfRetry(enqueueAgain(forgive(state))),
    // Once, and only where the timer would try it too: after that its period has to pass.
    demand: (state) => (state.probation || !hasRetry(state) ? stay(state) : insteadOfRetry(tryOnceMore(state))),
    timer: onTimer({ retry: tryOnceMore }),
  },
};

function onTimer(timers: {
  readonly [T in TimerName]?: (state: ChildState, moment: Moment) => Step;
}): Handler<'timer'> {
  return (state, event, moment) => timers[event.timer]?.(state, moment);
}

function endBy(state: ChildState, verdict: Verdict, now: number): Step {
  return withRun(state, (run) => beginStop(state, run, { verdict, now }));
}

function hasRetry({ phase }: ChildState): boolean {
  return phase.name === 'failed' && phase.retryAt !== undefined;
}
