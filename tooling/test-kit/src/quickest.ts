// Owns times that a promise bounds, seen from a machine that is busy with other things: a bound that holds shows itself in one of many tries.

/** How often a try may be held up by somebody else. */
const TRIES = 20;

/**
 * The shortest of up to twenty tries, in milliseconds; no more are made once one is within the limit. Other processes of the machine may hold up any
 * of them, and none makes one shorter: what never stays within its limit does not keep it.
 * @param attempt tries once and resolves with what it took, in milliseconds; gets the number of the try, counted from 1.
 */
export async function quickest(limitMs: number, attempt: (round: number) => Promise<number>): Promise<number> {
  let best = Infinity;
  for (let round = 1; round <= TRIES && best >= limitMs; round += 1) best = Math.min(best, await attempt(round));
  return best;
}
