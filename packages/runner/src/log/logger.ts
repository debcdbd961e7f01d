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
  /** Takes secrets out of a text. Default: there are none. */
  readonly redact?: (text: string) => string;
}

/** Writes lines; texts must hold no secrets but those that `redact` knows. */
export class Logger {
  readonly #options: LoggerOptions;

  constructor(options: LoggerOptions) {
    this.#options = options;
  }

  /** The same log, its texts without the secrets that `redact` takes out. */
  redacted(redact: (text: string) => string): Logger {
    return new Logger({ ...this.#options, redact });
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
    const { sink, now, redact } = this.#options;
    if (LEVELS.indexOf(level) < LEVELS.indexOf(this.#options.level)) return;
    const time = now();
    const safe = redact === undefined ? text : redact(text);
    sink.write(
      sink.isTTY
        ? `${clockTime(time)} ${level} ${forTerminal(safe)}\n`
        : `${JSON.stringify({ level, time: time.toISOString(), msg: safe })}\n`,
    );
  }
}

/** Titles and names come from documents: they must neither steer the terminal nor look like lines of ours. */
function forTerminal(text: string): string {
  return text
    .replaceAll(/\r?\n/g, '\n  ')
    .replaceAll(
      /[^\P{Cc}\n\t]|[\u202A-\u202E\u2066-\u2069]/gu,
      (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}

function clockTime(time: Date): string {
  return [time.getHours(), time.getMinutes(), time.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':');
}
