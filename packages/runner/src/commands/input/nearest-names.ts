// Owns what is proposed to someone who wrote the name of a tool that does not exist.

/** Names that are proposed at most. */
const PROPOSED = 5;

/** The names that look or read most like the wanted one, the nearest first. */
export function nearestNames(wanted: string, names: readonly string[]): readonly string[] {
  const words = wordsOf(wanted);
  const plain = wanted.toLowerCase();
  return names
    .map((name) => ({ name, distance: distanceTo(name, plain, words) }))
    .filter(({ distance }) => distance < 1)
    .toSorted((left, right) => left.distance - right.distance || left.name.length - right.name.length)
    .slice(0, PROPOSED)
    .map(({ name }) => name);
}

/** From 0 (equal but for case) to 1 (nothing in common). */
function distanceTo(name: string, wanted: string, words: readonly string[]): number {
  const plain = name.toLowerCase();
  if (plain === wanted) return 0;
  const changes = edits(plain, wanted) / Math.max(plain.length, wanted.length);
  const shared = wordsOf(name).filter((word) => words.includes(word)).length;
  // All wanted words of a longer name are nearly the name; some letters in common may be chance.
  const common =
    shared === words.length && shared > 0 ? 0.25 : 1 - shared / Math.max(1, words.length, wordsOf(name).length);
  const part = plain.includes(wanted) || wanted.includes(plain) ? 0.5 : 1;
  return Math.min(changes < 0.4 ? changes : 1, common, part);
}

function wordsOf(name: string): readonly string[] {
  return (name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').match(/[A-Za-z0-9]+/g) ?? []).map((word) =>
    word.toLowerCase().replace(/s$/, ''),
  );
}

/** Insertions, deletions and changes that make one text of the other (Levenshtein). */
function edits(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let at = 1; at <= left.length; at += 1) {
    const next = [at];
    for (let to = 1; to <= right.length; to += 1) {
      const change = (row[to - 1] ?? 0) + (left[at - 1] === right[to - 1] ? 0 : 1);
      next.push(Math.min(change, (row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
