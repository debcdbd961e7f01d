// Owns what every watch of a document needs.
import type { Logger } from '../log/logger.ts';

/** What a watch needs. */
export interface WatchOptions {
  /** Called after a change; several at once are told once. */
  readonly onChange: () => void;
  readonly log: Logger;
  /** Milliseconds of silence after the last event of a file; default 100. */
  readonly settleMs?: number;
  /** Milliseconds between two questions to a URL; default 30,000. */
  readonly intervalMs?: number;
  /** Headers for the origin of the document, where its URL is asked. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Asks URLs. Default: the global one. */
  readonly fetch?: typeof fetch;
}

/** Ends the watch. */
export type StopWatching = () => void;
