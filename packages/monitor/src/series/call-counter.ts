// Owns the way from totals of a run to what was counted since the last sample.
import type { ProcessMetrics } from '@mcpm/domain';

/** What a run had counted when it was last heard; absent figures were never heard. */
export interface Totals {
  readonly runId: number;
  readonly calls?: number | undefined;
  readonly errors?: number | undefined;
}

/** What was counted between two samples; absent when the sample does not say. */
export interface Counted {
  readonly calls?: number;
  readonly errors?: number;
}

/**
 * What a sample adds, and the totals to compare the next one with. A run counts from 0, so the first sample of a run adds all of its totals;
 * so does one whose total went down. A figure that a sample leaves out keeps its last total.
 */
export function countSince(
  last: Totals | undefined,
  sample: ProcessMetrics,
): { readonly counted: Counted; readonly totals: Totals } {
  const base = last?.runId === sample.runId ? last : undefined;
  const { runId, calls, errors } = sample;
  return {
    counted: {
      ...(calls !== undefined && { calls: grown(base?.calls, calls) }),
      ...(errors !== undefined && { errors: grown(base?.errors, errors) }),
    },
    totals: { runId, calls: calls ?? base?.calls, errors: errors ?? base?.errors },
  };
}

const grown = (before = 0, now: number) => (now >= before ? now - before : now);
