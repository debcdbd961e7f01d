// Owns a value that is fetched from elsewhere: when first needed, once for all who wait, again when it is old, and not too often while that fails.

/** What is fetched, and when it is too old. */
export interface RefreshedParts<T> {
  readonly load: () => Promise<T>;
  /** Milliseconds after which a newer value is fetched while this one still serves, and after which it does not serve any more. */
  readonly freshMs: number;
  readonly goodMs: number;
  /** Milliseconds a value is at least kept, whoever asks for a newer one. */
  readonly leastMs: number;
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
  /** Told each failure. */
  readonly onFailure: (error: unknown) => void;
}

/** There is no value now. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
  /** Milliseconds until it is tried again. */
  readonly retryAfterMs: number;

  constructor(retryAfterMs: number, cause: unknown) {
    super('It cannot be had now', { cause });
    this.retryAfterMs = retryAfterMs;
  }
}

/** Pause after a first failure, doubling up to the longest. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/** Holds the value. */
export class Refreshed<T> {
  readonly #parts: RefreshedParts<T>;
  #held: { readonly value: T; readonly at: number } | undefined;
  #loading: Promise<T> | undefined;
  #failure: { readonly cause: unknown; readonly until: number } | undefined;
  #failures = 0;

  constructor(parts: RefreshedParts<T>) {
    this.#parts = parts;
  }

  /** The value. Throws `Unavailable`. */
  async value(): Promise<T> {
    const age = this.#age();
    if (this.#held === undefined || age >= this.#parts.goodMs) return this.#load();
    // It was reported; the value that is there still serves.
    if (age >= this.#parts.freshMs) void this.#load().catch(() => undefined);
    return this.#held.value;
  }

  /** A newer value than this one; the same if it is too young. Throws `Unavailable`. */
  async newer(than: T): Promise<T> {
    if (this.#held === undefined || (this.#held.value === than && this.#age() >= this.#parts.leastMs))
      return this.#load();
    return this.#held.value;
  }

  #age(): number {
    return this.#parts.now() - (this.#held?.at ?? 0);
  }

  #load(): Promise<T> {
    if (this.#loading !== undefined) return this.#loading;
    const wait = (this.#failure?.until ?? 0) - this.#parts.now();
    if (this.#failure !== undefined && wait > 0) return Promise.reject(new Unavailable(wait, this.#failure.cause));
    this.#loading = this.#fetch().finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  async #fetch(): Promise<T> {
    const { load, now, onFailure } = this.#parts;
    try {
      const value = await load();
      this.#held = { value, at: now() };
      this.#failure = undefined;
      this.#failures = 0;
      return value;
    } catch (cause) {
      const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.#failures);
      this.#failures += 1;
      this.#failure = { cause, until: now() + pause };
      onFailure(cause);
      throw new Unavailable(pause, cause);
    }
  }
}
