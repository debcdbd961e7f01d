// Owns one step of the state machine: the row of the phase, the cell of the event, and what is dropped before both.
import type { ChildEvent, ChildEventName, Moment, Step } from './child-event.ts';
import type { ChildState } from './child-state.ts';
import { transitionTable, type Handler, type TransitionTable } from './transition-table.ts';

/**
 * The next state of a child and what to do. Pure. What an older run still says changes nothing; a pair that is not in the
 * table changes nothing either and yields the one effect `undefined`.
 */
export function transition(state: ChildState, event: ChildEvent, moment: Moment): Step {
  return stepBy(transitionTable, state, { event, moment });
}

/** The same by another table. */
export function stepBy(
  table: TransitionTable,
  state: ChildState,
  { event, moment }: { readonly event: ChildEvent; readonly moment: Moment },
): Step {
  if (isStale(state, event)) return { state, effects: [] };
  const handler = table[state.phase.name][event.type] as Handler<ChildEventName> | undefined;
  const undefinedPair = { type: 'undefined', phase: state.phase.name, event: event.type } as const;
  return handler?.(state, event, moment) ?? { state, effects: [undefinedPair] };
}

// An adoption brings the id of its run with it.
function isStale(state: ChildState, event: ChildEvent): boolean {
  if (!('runId' in event) || event.type === 'adopt') return false;
  const isRetry = event.type === 'timer' && event.timer === 'retry';
  return event.runId !== state.runId || (state.run === undefined && !isRetry);
}
