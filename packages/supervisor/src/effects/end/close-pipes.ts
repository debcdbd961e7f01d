// Owns the end of the pipes of a child that exited.
import type { Clock } from '../../runtime/clock.ts';

/** Milliseconds the pipes of a child that exited may stay open: a descendant outside its group may hold them. */
const DRAIN_MS = 2000;

/** Resolves when the pipes of a child that exited are closed, after two seconds at the latest. */
export async function closePipes(
  child: { readonly closed: Promise<void>; readonly release: () => void },
  clock: Clock,
): Promise<void> {
  const late = Promise.withResolvers<void>();
  const timer = clock.setTimeout(late.resolve, DRAIN_MS);
  await Promise.race([child.closed, late.promise]);
  clock.clearTimeout(timer);
  child.release();
}
