// Says that one operation cannot become a tool.
import type { Place } from '../resolve/documents.ts';

/** Thrown while one operation is read; caught by the reader of operations, which makes it a warning. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
  /** Where the flaw is; the operation itself if absent. */
  readonly place: Place | undefined;

  constructor(message: string, place?: Place) {
    super(message);
    this.place = place;
  }
}
