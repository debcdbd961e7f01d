// Owns the decisions about the stream's connection: how long to wait before the next try, and when silence means that it is dead.

/** Milliseconds without any frame after which a connection counts as dead; the manager sends a heartbeat well within it. */
export const HEARTBEAT_TIMEOUT_MS = 40_000;

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 5000;

/** Milliseconds to wait before try `attempt` (1 is the first after a loss): 0.5 s doubling to 5 s, a fifth of it shaken by `random` (0 to 1). */
export function reconnectDelay(attempt: number, random: number): number {
  const delay = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.max(0, attempt - 1));
  return Math.round(delay * (0.8 + 0.2 * random));
}

/** Whether a connection that was last heard at `lastHeard` is dead at `now`; both in milliseconds. */
export function isDead(lastHeard: number, now: number): boolean {
  return now - lastHeard > HEARTBEAT_TIMEOUT_MS;
}
