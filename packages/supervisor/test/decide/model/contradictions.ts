// Owns what must hold between two events, whatever happened.
import type { TimerName } from '../../../src/decide/child-event.ts';
import type { PhaseName } from '../../../src/decide/child-state.ts';
import { RANKS, type World } from './world.ts';

const AT_REST: ReadonlySet<PhaseName> = new Set(['stopped', 'queued', 'backoff', 'failed']);
const MAY_BE_UNWANTED: ReadonlySet<PhaseName> = new Set(['stopped', 'stopping', 'draining', 'stuck']);

const TIMERS: Readonly<Record<PhaseName, readonly TimerName[]>> = {
  stopped: [],
  adopting: [],
  queued: [],
  starting: ['start', 'settle'],
  ready: ['age'],
  stopping: ['ladder'],
  stuck: ['ladder'],
  draining: ['drain'],
  backoff: ['retry'],
  failed: ['retry'],
};

/** Timers a phase may do without. */
const OPTIONAL: ReadonlySet<TimerName> = new Set(['settle', 'age']);

/** The first thing that does not fit together, if any. */
export function contradictionOf(world: World): string | undefined {
  const { state, armed, run } = world;
  const { name } = state.phase;
  if (state.wanted !== world.wanted) return `wanted ${state.wanted}, asked ${world.wanted}`;
  if (state.spec !== world.lastSpec) return 'the next run has another spec than the last one given';
  if (state.wanted === 'stopped' && !MAY_BE_UNWANTED.has(name)) return `${name} though nobody wants it`;
  if ((state.run === undefined) !== AT_REST.has(name)) return `${name} with or without a run`;
  if (state.run && state.run.spec !== run?.spec) return 'a live run has changed its spec';
  if (world.isWatched !== (name === 'ready')) return `checks in ${name}`;
  if (world.isAsked && name !== 'starting') return `a readiness probe in ${name}`;
  if ((world.slot === 'waiting') !== (name === 'queued')) return `a request for a slot in ${name}`;
  if (world.slot === 'held' && name !== 'starting') return `a slot is held in ${name}`;
  for (const timer of armed) if (!TIMERS[name].includes(timer)) return `the timer ${timer} in ${name}`;
  for (const timer of TIMERS[name])
    if (!armed.has(timer) && !OPTIONAL.has(timer) && !mayLackRetry(world, timer)) return `no timer ${timer} in ${name}`;
  const isEnding = name === 'stopping' || name === 'stuck';
  if (isEnding && run?.life === 'alive' && !run.heardEnd && !run.owesSpawned)
    return 'its end goes on, but it never heard of it';
  if (isEnding && run?.life === 'alive' && !run.owesSpawned && run.rank !== rankNow(world))
    return 'it has not heard the step it is on';
  if (name === 'ready' && run?.spec.limits.ageMs !== undefined && !armed.has('age')) return 'it may grow old for ever';
  if (name === 'starting' && run?.life === 'alive' && !run.owesSpawned && !isAwaited(world))
    return 'it is there, but nobody waits for it to be ready';
  return contradictionAfter(world);
}

function rankNow({ state: { phase } }: World): number {
  return RANKS[phase.name === 'stopping' ? phase.step : 'kill'];
}

function isAwaited({ run, armed, isAsked }: World): boolean {
  if (run?.spec.managed) return true;
  return run?.spec.probe === undefined ? armed.has('settle') : isAsked;
}

// A process that is never restarted is not tried again either.
function mayLackRetry({ state }: World, timer: TimerName): boolean {
  return timer === 'retry' && state.phase.name === 'failed' && state.phase.retryAt === undefined;
}

// What was asked for while it ended has come to pass.
function contradictionAfter({ state, run }: World): string | undefined {
  if (!run?.isReported || state.wanted === 'stopped') return undefined;
  if (run.again && state.phase.name !== 'queued') return 'a restart that was forgotten';
  if (run.startedAgain && state.phase.name === 'stopped') return 'a start that was forgotten';
  return undefined;
}
