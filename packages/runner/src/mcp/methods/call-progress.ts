// Owns the progress notifications of one call: numbers that only grow, and a sign of life while the API is silent.
import type { Clock } from '../../runtime/clock.ts';

/** Milliseconds of silence after which a client is told that the call goes on: clients that restart their own timeout with each notification wait 30 s or more. */
const SILENCE_MS = 10_000;

/** Tells the client of one call how it goes. */
export class CallProgress {
  readonly #notify: (progress: number, message: string) => Promise<void> | undefined;
  readonly #clock: Clock;
  readonly #startedAt: number;
  #count = 0;
  #silence: unknown;
  #sending: Promise<void> | undefined;

  /** @param notify sends one notification, and never rejects; `progress` is larger with each. A promise where the client has yet to take it. */
  constructor(notify: (progress: number, message: string) => Promise<void> | undefined, clock: Clock) {
    this.#notify = notify;
    this.#clock = clock;
    this.#startedAt = clock.now();
    this.#awaitSilence();
  }

  /** Tells something. Dropped while the client still takes the notification before. */
  tell(message: string): void {
    this.#awaitSilence();
    if (this.#sending !== undefined) return;
    this.#count += 1;
    // Of what is told in one breath the first goes out; nobody could read the rest.
    const taken = this.#notify(this.#count, message) ?? Promise.resolve();
    this.#sending = taken.finally(() => (this.#sending = undefined));
  }

  /** Ends it; resolves when the last notification is out, so that none comes after the result. */
  async end(): Promise<void> {
    this.#clock.clearTimeout(this.#silence);
    await this.#sending;
  }

  #awaitSilence(): void {
    this.#clock.clearTimeout(this.#silence);
    this.#silence = this.#clock.setTimeout(() => {
      const seconds = Math.round((this.#clock.now() - this.#startedAt) / 1_000);
      this.tell(`Still waiting for the API (${seconds} s)`);
    }, SILENCE_MS);
  }
}
