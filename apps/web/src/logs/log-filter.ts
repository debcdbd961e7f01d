// Owns which entries of a log are shown: by level and by words.
import type { LogLevel } from '../contract/index.ts';
import type { LogEntry } from './log-ring.ts';
import { plainText } from './plain-text.ts';

/** A level, or `none` for lines that do not say one. */
export type ShownLevel = LogLevel | 'none';

/** Every level in the order of its button. */
export const shownLevels: readonly ShownLevel[] = ['error', 'warn', 'info', 'debug', 'none'];

/** What is asked for; empty text matches all. */
export interface LogFilter {
  readonly levels: ReadonlySet<ShownLevel>;
  readonly text: string;
}

/** Whether an entry is shown; gaps always are. */
export function isShown(entry: LogEntry, filter: LogFilter): boolean {
  if (entry.kind === 'gap') return true;
  if (!filter.levels.has(entry.line.level ?? 'none')) return false;
  return filter.text === '' || plainText(entry.line.text).toLowerCase().includes(filter.text.toLowerCase());
}

/** Whether a filter can hide anything. */
export function isNarrow({ levels, text }: LogFilter): boolean {
  return text !== '' || levels.size < shownLevels.length;
}

/** How many lines there are of each level. */
export function countLevels(entries: readonly LogEntry[]): Record<ShownLevel, number> {
  const counts: Record<ShownLevel, number> = { error: 0, warn: 0, info: 0, debug: 0, none: 0 };
  for (const entry of entries) if (entry.kind === 'line') counts[entry.line.level ?? 'none'] += 1;
  return counts;
}
