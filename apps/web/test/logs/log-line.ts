// Owns how tests make log lines.
import type { LogLevel, LogLine } from '../../src/contract/index.ts';

/** A line with a `seq`, a text and perhaps a level. */
export function lineOf(seq: number, text = `line ${seq}`, level?: LogLevel): LogLine {
  const at = '2026-03-01T10:00:00.000Z';
  return { seq, at, category: 'process', processId: 'p', stream: 'stderr', text, ...(level ? { level } : {}) };
}
