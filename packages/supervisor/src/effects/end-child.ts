// Owns the one end: what each step of the stop ladder does to a child and its process group.
import type { Clock } from '../clock.ts';
import type { LadderStep } from '../decide/child-state.ts';
import type { Child } from './spawn-child.ts';

/** Asks (`eof`: shutdown message and end of stdin), urges (`term`: TERM, and CONT so that a stopped child hears it) or kills. */
export function endChild(child: Child, step: LadderStep): void {
  if (step === 'eof') {
    child.send({ type: 'shutdown' });
    child.stdin.end();
  } else if (step === 'term') {
    child.signal('SIGTERM');
    child.signal('SIGCONT');
  } else {
    child.signal('SIGKILL');
  }
}

/** Kills what a child that is gone left in its group: the group's number stays taken as long as one of it lives. */
export function sweepGroup(child: Child): void {
  child.signal('SIGKILL');
}

/** Milliseconds the pipes of a child that exited may stay open: a descendant outside its group may hold them. */
const DRAIN_MS = 2000;

/** Resolves when the pipes of a child that exited are closed, after two seconds at the latest. */
export async function closePipes(child: Child, clock: Clock): Promise<void> {
  const late = Promise.withResolvers<void>();
  const timer = clock.setTimeout(late.resolve, DRAIN_MS);
  await Promise.race([child.closed, late.promise]);
  clock.clearTimeout(timer);
  child.stdout?.destroy();
  child.stdin.destroy();
}
