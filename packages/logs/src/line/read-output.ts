// Owns what an output line says of itself: level and text of a JSON line; any other line is its own text, without a level.
import type { LogLevel } from '@mcpm/domain';

/** What a line says. */
export interface OutputReading {
  readonly level?: LogLevel;
  readonly text: string;
}

/** The eight syslog words that MCP uses, and pino's. */
const words: Readonly<Record<string, LogLevel>> = {
  trace: 'debug',
  debug: 'debug',
  info: 'info',
  notice: 'info',
  warn: 'warn',
  warning: 'warn',
  error: 'error',
  fatal: 'error',
  critical: 'error',
  alert: 'error',
  emergency: 'error',
};

/** Fields that the line's own columns already show. */
const columns: ReadonlySet<string> = new Set(['level', 'time', 'pid', 'hostname', 'msg', 'message', 'v']);

/**
 * Reads a line. Only a JSON object with a known `level` and a text in `msg` (or `message`) is taken apart; its other fields follow the
 * text as JSON, so nothing is lost.
 */
export function readOutput(raw: string): OutputReading {
  if (!raw.startsWith('{') || !raw.endsWith('}')) return { text: raw };
  const record = parseRecord(raw);
  if (record === undefined) return { text: raw };
  const level = levelOf(record['level']);
  const text = record['msg'] ?? record['message'];
  if (level === undefined) return { text: raw };
  if (typeof text !== 'string') return { level, text: raw };
  const rest = Object.entries(record).filter(([key]) => !columns.has(key));
  return { level, text: rest.length === 0 ? text : `${text} ${JSON.stringify(Object.fromEntries(rest))}` };
}

function parseRecord(raw: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(raw);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    // Not JSON after all: a line like any other.
    return undefined;
  }
}

function levelOf(level: unknown): LogLevel | undefined {
  if (typeof level === 'string')
    return Object.hasOwn(words, level.toLowerCase()) ? words[level.toLowerCase()] : undefined;
  if (typeof level !== 'number') return undefined;
  if (level < 30) return 'debug';
  if (level < 40) return 'info';
  return level < 50 ? 'warn' : 'error';
}
