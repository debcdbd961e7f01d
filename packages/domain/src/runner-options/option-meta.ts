// Owns what is said of an option besides its schema.
import * as z from 'zod';

/** How an option stands on the command line and in the environment. */
export interface RunnerOptionMeta {
  readonly flag: string;
  readonly env: string;
  readonly description: string;
  /** A secret: passed in the environment by the manager, never in argv. */
  readonly secret?: true;
  /** May be given several times. */
  readonly repeatable?: true;
  /** Placeholder in help texts. */
  readonly placeholder?: string;
}

/** Command line facts of each option's schema. */
export const runnerOptionMeta = z.registry<RunnerOptionMeta>();

/** Names and values. */
export const KeyValueMap = z.record(z.string(), z.string());

/** A time that a timer can keep: beyond some 24 days Node's timers are over at once. */
export const Milliseconds = z.int().min(1).max(2_147_483_647);
