// Owns the stop ladder: shutdown message and EOF at once, TERM, KILL, and `stuck` when even that did not help.
import type { ProcessSpec } from '@mcpm/domain';
import type { Effect, Step } from './child-event.ts';
import type { ChildState, LadderStep, Run, Verdict } from './child-state.ts';
import { stuckReason } from './exit-cause.ts';

/** Milliseconds a killed child may take to disappear before it is `stuck`, and between two further kills. */
const REAP_MS = 5000;

/** The step into `stopping`, its cause recorded before any signal is sent. */
export function beginStop(
  state: ChildState,
  run: Run,
  stop: { readonly verdict: Verdict; readonly now: number; readonly force?: boolean },
): Step {
  const step: LadderStep = stop.force ? 'kill' : 'eof';
  const wasReady = state.phase.name === 'ready';
  const ending: Run = { ...run, verdict: stop.verdict, ...(wasReady ? { readyUntil: stop.now } : {}) };
  return {
    state: { ...state, phase: { name: 'stopping', step }, run: ending },
    effects: [...leavePhase(state), ...climb(run, step)],
  };
}

/** The next step of the ladder, when the time of this one is over. */
export function climbOn(state: ChildState, run: Run, step: LadderStep): Step {
  if (step === 'kill')
    return { state: { ...state, phase: { name: 'stuck' }, reason: stuckReason(run) }, effects: [armLadder(REAP_MS)] };
  const next = step === 'eof' ? 'term' : 'kill';
  return { state: { ...state, phase: { name: 'stopping', step: next } }, effects: climb(run, next) };
}

/** Straight to KILL. */
export function climbToKill(state: ChildState, run: Run): Step {
  return { state: { ...state, phase: { name: 'stopping', step: 'kill' } }, effects: climb(run, 'kill') };
}

/** One more kill of a stuck child. */
export function killAgain(state: ChildState): Step {
  return { state, effects: [{ type: 'end', step: 'kill' }, armLadder(REAP_MS)] };
}

/** What must be undone when a live phase is left. */
export function leavePhase({ phase, run }: ChildState): readonly Effect[] {
  switch (phase.name) {
    case 'starting':
      return [
        { type: 'disarm', timer: 'start' },
        { type: 'disarm', timer: 'settle' },
        ...(run && isProbed(run.spec) ? [{ type: 'unwatch' } as const] : []),
        { type: 'release-slot' },
      ];
    case 'ready':
      return [
        { type: 'unwatch' },
        ...(run?.spec.limits.ageMs === undefined ? [] : [{ type: 'disarm', timer: 'age' } as const]),
      ];
    case 'stopping':
    case 'stuck':
      return [{ type: 'disarm', timer: 'ladder' }];
    default:
      return [];
  }
}

/** Whether a probe says when it is ready and well. */
export function isProbed(spec: ProcessSpec): boolean {
  return !spec.managed && spec.probe !== undefined;
}

function climb({ spec: { timeouts } }: Run, step: LadderStep): readonly Effect[] {
  const waits = {
    eof: timeouts.termAfterMs,
    term: Math.max(0, timeouts.killAfterMs - timeouts.termAfterMs),
    kill: REAP_MS,
  };
  return [{ type: 'end', step }, armLadder(waits[step])];
}

function armLadder(delayMs: number): Effect {
  return { type: 'arm', timer: 'ladder', delayMs };
}
