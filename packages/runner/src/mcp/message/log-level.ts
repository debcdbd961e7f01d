// Owns the levels of the log that clients may ask for (MCP 2025-11-25, "Logging"; RFC 5424, 6.2.1).

const LEVELS = ['debug', 'info', 'notice', 'warning', 'error', 'critical', 'alert', 'emergency'] as const;

/** How grave a message is. */
export type LogLevel = (typeof LEVELS)[number];

/** Whether a value is the name of a level. */
export function isLogLevel(value: unknown): value is LogLevel {
  return LEVELS.some((level) => level === value);
}

/** Whether a message of this level is for a client that asked for the log from `asked` on; one that did not ask is told nothing. */
export function reaches(level: LogLevel, asked: LogLevel | undefined): boolean {
  return asked !== undefined && LEVELS.indexOf(level) >= LEVELS.indexOf(asked);
}
