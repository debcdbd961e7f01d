// Decides whether a document's tools are listed one by one or searched: pure, and cheap also where the list would be megabytes.

/** How the tools of a document are listed. */
export interface ListChoice {
  readonly lazy: boolean;
  /** Tokens the list would cost, projected from the tools that were looked at; absent where nobody asked for them. */
  readonly tokens?: number;
}

/** What a choice is made by. */
export interface ListLimits {
  readonly lazy: 'auto' | 'always' | 'never';
  /** Tokens. */
  readonly listBudget: number;
}

/**
 * Lazy if the tools cost more than the budget, or if that was asked for; a document without tools never is. `costOf` estimates the tokens of the tool at a place;
 * it is asked only until the budget is spent, at places spread over the list, so that the projection does not depend on how the list begins.
 */
export function chooseList(
  { lazy, listBudget }: ListLimits,
  count: number,
  costOf: (place: number) => number,
): ListChoice {
  if (lazy !== 'auto' || count === 0) return { lazy: lazy === 'always' && count > 0 };
  const stride = strideFor(count);
  let tokens = 0;
  for (let seen = 0; seen < count; seen += 1) {
    tokens += costOf((seen * stride) % count);
    if (tokens > listBudget) return { lazy: true, tokens: Math.round((tokens / (seen + 1)) * count) };
  }
  return { lazy: false, tokens };
}

/** A stride without a common divisor, near the golden section: its multiples visit every place once and are spread evenly at any moment. */
function strideFor(count: number): number {
  let stride = Math.max(1, Math.round(count * 0.618));
  while (divisor(stride, count) > 1) stride += 1;
  return stride;
}

function divisor(left: number, right: number): number {
  return right === 0 ? left : divisor(right, left % right);
}
