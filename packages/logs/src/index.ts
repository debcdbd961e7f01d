// The face of @mcpm/logs: one book of everything that was said.
export { openLogBook } from './open-log-book.ts';
export type { LogBook, LogBookOptions, OutputChunk, OwnLine } from './log-book.ts';
