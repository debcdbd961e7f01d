// Owns when a log view follows and when it stands still: FOLLOWING ⇄ PAUSED.
//
//   FOLLOWING ── scrolls up ≥ 24 px, Space, selects text ──► PAUSED
//   PAUSED ── End, f, the pill, scrolls to the end ──► FOLLOWING

/** What the view does. */
export type FollowState = 'following' | 'paused';

/** Where a scrolling box stands, in pixels. `distance`: from the lower edge to the end of the content. */
export interface ScrollPosition {
  readonly top: number;
  readonly distance: number;
}

/** What happened. Growth of the content and narrowing of a filter are no events: they never change the state. */
export type FollowEvent =
  | { readonly type: 'scrolled'; readonly from: ScrollPosition; readonly to: ScrollPosition }
  | { readonly type: 'toggle' }
  | { readonly type: 'hold' }
  | { readonly type: 'resume' };

const UP_PX = 24;
const AT_END_PX = 1;

/** The state after an event. */
export function follow(state: FollowState, event: FollowEvent): FollowState {
  if (event.type === 'toggle') return state === 'following' ? 'paused' : 'following';
  if (event.type === 'hold') return 'paused';
  if (event.type === 'resume') return 'following';
  const { from, to } = event;
  if (state === 'following') return to.top < from.top && to.distance >= UP_PX ? 'paused' : 'following';
  return to.top > from.top && to.distance <= AT_END_PX ? 'following' : 'paused';
}
