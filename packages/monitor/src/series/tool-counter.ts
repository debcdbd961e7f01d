// Owns the figures of each tool of one process over all its runs; they never go back.
import { LISTED_TOOLS, OTHER_TOOLS, type ToolFigures } from '@mcpm/domain';

interface Counts {
  calls: number;
  errors: number;
  totalMs: number;
  buckets: number[];
}

/** Sums up what the runs of a process told of their tools. */
export class ToolCounter {
  /** Of the runs that ended. */
  readonly #before = new Map<string, Counts>();
  #runId: number | undefined;
  #told: readonly ToolFigures[] = [];

  /** Takes in what a run told last; its figures are totals of the run. */
  record(runId: number, tools: readonly ToolFigures[]): void {
    if (this.#runId !== undefined && this.#runId !== runId) {
      for (const figures of this.#told) this.#add(this.#before, figures);
    }
    this.#runId = runId;
    this.#told = tools;
  }

  /** The figures of all runs; a tool that comes after the first hundred counts among the others. */
  figures(): ToolFigures[] {
    const sum = new Map([...this.#before].map(([tool, counts]) => [tool, { ...counts, buckets: [...counts.buckets] }]));
    for (const figures of this.#told) this.#add(sum, figures);
    return [...sum].map(([tool, counts]) => ({ tool, ...counts }));
  }

  #add(sum: Map<string, Counts>, { tool, calls, errors, totalMs, buckets }: ToolFigures): void {
    const name = sum.has(tool) || sum.size < LISTED_TOOLS ? tool : OTHER_TOOLS;
    const counts = sum.get(name) ?? { calls: 0, errors: 0, totalMs: 0, buckets: buckets.map(() => 0) };
    counts.calls += calls;
    counts.errors += errors;
    counts.totalMs += totalMs;
    counts.buckets = counts.buckets.map((count, place) => count + (buckets[place] ?? 0));
    sum.set(name, counts);
  }
}
