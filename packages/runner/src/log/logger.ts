// Owns the lines on standard error: for people on a terminal, one JSON object a line for everybody else.

/** Severity, lowest first. */
const LEVELS = ['debug', 'info', 'warn', 'error'] as const;
/** A severity a line may have. */
export type Level = (typeof LEVELS)[number];

/** Where lines go; `process.stderr` is one. */
interface LineSink {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** How lines are written. */
export interface LoggerOptions {
  /** Lines below this level are dropped. */
  readonly level: Level;
  readonly sink: LineSink;
  /** The time of a line. */
  readonly now: () => Date;
}

/** Writes lines; texts must not hold secrets. */
export class Logger {
  readonly #options: LoggerOptions;

  constructor(options: LoggerOptions) {
    this.#options = options;
  }

  debug(text: string): void {
    this.write('debug', text);
  }

  info(text: string): void {
    this.write('info', text);
  }

  warn(text: string): void {
    this.write('warn', text);
  }

  error(text: string): void {
    this.write('error', text);
  }

  /** `HH:MM:SS level text` on a terminal, else `{"level","time","msg"}` with `time` in ISO 8601. */
  write(level: Level, text: string): void {
    const { sink, now } = this.#options;
    if (LEVELS.indexOf(level) < LEVELS.indexOf(this.#options.level)) return;
    const time = now();
    sink.write(
      sink.isTTY
        ? `${clockTime(time)} ${level} ${text}\n`
        : `${JSON.stringify({ level, time: time.toISOString(), msg: text })}\n`,
    );
  }
}

function clockTime(time: Date): string {
  return [time.getHours(), time.getMinutes(), time.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':');
}
