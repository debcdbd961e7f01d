// Owns the log of one call as its client is told it.
import { reaches, type LogLevel } from '../message/log-level.ts';

/** Params of `notifications/message`. */
export interface LogMessage {
  readonly level: LogLevel;
  /** The tool that was called. */
  readonly logger: string;
  readonly data: string;
}

/** The gravest thing that is told of a call. */
const GRAVEST: LogLevel = 'warning';

/** Whether a client that asked for the log from this level on is told anything of its calls. */
export function wantsCallLog(asked: LogLevel | undefined): asked is LogLevel {
  return reaches(GRAVEST, asked);
}

/** How messages of one call reach its client. */
export interface CallLogOptions {
  /** The level from which on the client wants the log. */
  readonly asked: LogLevel;
  /** The tool that is called. */
  readonly tool: string;
  /** Takes secrets out of a text. */
  readonly redact: (text: string) => string;
  /** Sends one notification on the way of the call, and never rejects; a promise where the client has yet to take it. */
  readonly notify: (message: LogMessage) => Promise<void> | undefined;
}

/** Tells the client of one call what it asked to know. */
export class CallLog {
  readonly #options: CallLogOptions;
  #sent: Promise<unknown> = Promise.resolve();

  constructor(options: CallLogOptions) {
    this.#options = options;
  }

  /** Whether messages of this level are told. */
  wants(level: LogLevel): boolean {
    return reaches(level, this.#options.asked);
  }

  /** Tells something, if it is grave enough. */
  tell(level: LogLevel, text: string): void {
    if (!this.wants(level)) return;
    const { tool, redact, notify } = this.#options;
    this.#sent = Promise.all([this.#sent, notify({ level, logger: tool, data: redact(text) })]);
  }

  /** Resolves when all is out, so that nothing comes after the result. */
  async end(): Promise<void> {
    await this.#sent;
  }
}
