// Owns the fair division of a budget.

/**
 * What each of several needs gets of a budget: as much as it needs where that is little, and all others an equal share of the rest (max-min fairness). The sum is
 * at most the budget.
 */
export function shareOut(needs: readonly number[], budget: number): readonly number[] {
  const ascending = needs.toSorted((left, right) => left - right);
  let left = budget;
  let level = Number.POSITIVE_INFINITY;
  for (const [index, need] of ascending.entries()) {
    const share = left / (ascending.length - index);
    if (need > share) {
      level = Math.max(0, share);
      break;
    }
    left -= need;
  }
  return needs.map((need) => Math.min(need, level));
}
