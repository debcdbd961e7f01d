// Owns the seed of a chaos test: told with its run, and taken from CHAOS_SEED to see the same run again.

/** The seed of this run, printed under the name of what it is for. */
export function chaosSeed(name: string): number {
  const seed = Number(process.env['CHAOS_SEED'] ?? Math.floor(Math.random() * 0x7fff_ffff));
  process.stdout.write(`CHAOS_SEED=${seed} (${name})\n`);
  return seed;
}

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of a list, by chance. */
export function pick<T>(list: readonly T[], random: () => number): T {
  const chosen = list[Math.floor(random() * list.length)];
  if (chosen === undefined) throw new Error('There is nothing to pick from.');
  return chosen;
}
