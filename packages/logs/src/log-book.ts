// Owns the promises of the log book: what it takes, keeps, hides and gives back.
import type { LogCategory, LogLevel, LogLine, LogQuery } from '@mcpm/domain';

/** Where the book lies and how much it keeps. */
export interface LogBookOptions {
  /** Directory of all log files; made when it is missing. */
  readonly directory: string;
  /** Lines kept in memory over all processes; default 20,000. */
  readonly ringLines?: number;
  /** Files kept for each process (and for the lines of no process); default 10. */
  readonly maxFiles?: number;
  /** Size at which a file is rotated: a number and `b`, `k`, `m` or `g`; default `10m`. */
  readonly maxSize?: string;
  /** Lowest level of our own lines that is kept; default `info`. Output of processes is always kept. */
  readonly level?: LogLevel;
  /** Time of a line that does not carry its own; default the system clock. */
  readonly now?: () => Date;
  /** Called with each kept line, already redacted. */
  readonly echo?: (line: LogLine) => void;
}

/** One line of ours. */
export interface OwnLine {
  readonly category: LogCategory;
  readonly processId?: string | undefined;
  readonly runId?: number | undefined;
  readonly stream: LogLine['stream'];
  readonly level?: LogLevel | undefined;
  readonly text: string;
  /** ISO 8601; default now. */
  readonly at?: string | undefined;
}

/** A piece of output as it came; it may begin and end anywhere. */
export interface OutputChunk {
  readonly processId: string;
  readonly runId: number;
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
}

/** Takes lines, redacts them once at the door, keeps them in memory and in files, and finds them again. */
export interface LogBook {
  /** Lines that could not be written to a file since the book was opened. */
  readonly droppedLines: number;
  /** Keeps one line of ours. Never throws. */
  write(line: OwnLine): void;
  /**
   * Keeps output of a process, line by line. Never throws. A line over 64 KB is cut and says how many bytes were left out. A JSON
   * line with `level` and `msg`, as pino writes it, yields level and text; a line that does not name its level has none.
   */
  writeOutput(chunk: OutputChunk): void;
  /** Keeps what the run said last without ending the line. */
  endRun(processId: string, runId: number): void;
  /**
   * The last `tail` lines that match, oldest first: from memory, and from the files of all dates where memory does not reach far enough.
   * `level` means exactly this level; `q` is text whatever its case, or `/pattern/`, `/pattern/i`. Throws `validation_failed` with the
   * pointer `/q` when the pattern is invalid or takes too long.
   */
  query(query: LogQuery): Promise<LogLine[]>;
  /**
   * Calls the listener with new lines, at most once in 100 ms, until the returned function is called. `tail` has no meaning here. A listener that
   * throws hurts nobody. Throws `validation_failed` for an invalid pattern; a pattern that takes too long ends the following with a line that says so.
   */
  follow(listener: (lines: readonly LogLine[]) => void, filter?: Partial<LogQuery>): () => void;
  /** The last lines of a process that are still in memory, oldest first. */
  lastLines(processId: string, count: number): readonly LogLine[];
  /** Hides these values, and their base64, percent-encoded and JSON forms, in every line from now on. Values under 6 characters are ignored. */
  addSecrets(values: readonly string[]): void;
  /** Closes the file of a process that is gone; its files stay. */
  removeProcess(processId: string): Promise<void>;
  /** Writes everything down and closes; later lines are ignored. */
  close(): Promise<void>;
}
