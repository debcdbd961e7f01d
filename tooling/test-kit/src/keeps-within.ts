// Owns times that a promise bounds, on a machine that is busy with other things too: many tries are held against the bound, and nearly all have to keep it.

/** By how much the tries within the limit must lead, when nothing else is said. What keeps it nine times of ten gets there nearly always, what keeps it four times of ten seldom. */
const AHEAD = 5;
/** By how much those beyond it must lead to say that it is not kept. */
const BEHIND = 10;

/**
 * Tries until those within the limit are `ahead` more than those beyond it; so as many tries are enough for what always keeps it. Throws, naming all times, once those beyond lead by ten.
 * Other processes of the machine may hold up some tries, which one try alone could not tell from a broken promise.
 * @param limitMs milliseconds.
 * @param attempt tries once and resolves with what it took, in milliseconds; gets the number of the try, counted from 1.
 * @param ahead default 5; fewer where a try takes seconds.
 */
export async function keepsWithin(
  limitMs: number,
  attempt: (round: number) => Promise<number>,
  ahead = AHEAD,
): Promise<void> {
  const times: number[] = [];
  for (let lead = 0; lead < ahead;) {
    const took = await attempt(times.length + 1);
    times.push(Math.round(took));
    lead += took < limitMs ? 1 : -1;
    if (lead <= -BEHIND) throw new Error(`Not within ${limitMs} ms, but after ${times.join(', ')} ms.`);
  }
}
