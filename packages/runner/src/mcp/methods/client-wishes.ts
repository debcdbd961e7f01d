// Owns what a client of the legacy era has asked to be told beside answers: the log from a level on, changes of resources.
import { reaches, type LogLevel } from '../message/log-level.ts';
import { ErrorCode, WireFailure } from '../message/wire-text.ts';

/** Resources that one client may subscribe to. */
const MAX_SUBSCRIPTIONS = 1_000;
/** Characters of their addresses. */
const MAX_URI = 2_000;

/** The wishes of one client. Before it has any it is told nothing: most never look, and what is not sent costs nothing. */
export class ClientWishes {
  readonly #uris = new Set<string>();
  /** The level from which on it wants the log; absent: it wants none. */
  logLevel: LogLevel | undefined;

  /** Whether it wants a message of this level. */
  wantsLog(level: LogLevel): boolean {
    return reaches(level, this.logLevel);
  }

  /** Remembers a subscription, also to what is not there yet. Throws a `WireFailure` where there are too many. */
  subscribe(uri: string): void {
    if (uri.length > MAX_URI || (this.#uris.size >= MAX_SUBSCRIPTIONS && !this.#uris.has(uri))) {
      const reason = `At most ${MAX_SUBSCRIPTIONS} subscriptions, to addresses of at most ${MAX_URI} characters`;
      throw new WireFailure(ErrorCode.invalidParams, reason);
    }
    this.#uris.add(uri);
  }

  /** Forgets a subscription, if there is one. */
  unsubscribe(uri: string): void {
    this.#uris.delete(uri);
  }

  /** What it subscribed to. */
  get subscriptions(): Iterable<string> {
    return this.#uris;
  }
}
