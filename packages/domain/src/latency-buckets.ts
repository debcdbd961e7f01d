// Owns how the durations of calls are counted, the same on both sides of the managed protocol.

/** Upper bounds of the buckets in milliseconds, each inclusive; one more bucket has none. */
export const LATENCY_BUCKETS_MS = [5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000] as const;

/** Tools of a process with figures of their own. */
export const LISTED_TOOLS = 100;

/** Stands for all other tools; no tool can have this name. */
export const OTHER_TOOLS = '_other';
