// Owns who is told of new lines, and that nobody is told more often than once in 100 ms.
import type { LogLine } from '@mcpm/domain';

/** Milliseconds between the first line of a batch and its delivery. */
const BATCH_TIME = 100;

/** One who follows. */
export interface Follower {
  /** Whether the line is for this follower, apart from its text. */
  readonly wants: (line: LogLine) => boolean;
  /** Takes a batch; it may throw. */
  readonly deliver: (lines: readonly LogLine[]) => void;
}

interface Batch {
  lines: LogLine[];
  timer: NodeJS.Timeout | undefined;
}

/** Everybody who follows. */
export class Followers {
  readonly #batches = new Map<Follower, Batch>();

  /** Adds a follower until the returned function is called; lines that wait are then forgotten. */
  add(follower: Follower): () => void {
    const batch: Batch = { lines: [], timer: undefined };
    this.#batches.set(follower, batch);
    return () => {
      clearTimeout(batch.timer);
      this.#batches.delete(follower);
    };
  }

  /** Hands a line to everybody who wants it. */
  tell(line: LogLine): void {
    for (const [follower, batch] of this.#batches) {
      if (!follower.wants(line)) continue;
      batch.lines.push(line);
      batch.timer ??= setTimeout(() => deliver(follower, batch), BATCH_TIME);
    }
  }

  /** Delivers what waits and forgets everybody. */
  close(): void {
    for (const [follower, batch] of this.#batches) {
      clearTimeout(batch.timer);
      if (batch.lines.length > 0) deliver(follower, batch);
    }
    this.#batches.clear();
  }
}

function deliver(follower: Follower, batch: Batch): void {
  const lines = batch.lines;
  batch.lines = [];
  batch.timer = undefined;
  try {
    follower.deliver(lines);
  } catch {
    // What a listener does with its lines is its own affair: an error of one must not reach the others, nor the log itself.
  }
}
