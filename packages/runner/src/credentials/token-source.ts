// Owns one access token over time: fetched once for all who wait, replaced before it expires and after the API refused it.
import type { GrantedToken } from './request-token.ts';
import { TokenFailure } from './token-failure.ts';

/** What a source works with. */
export interface TokenSourceParts {
  /** A new token; rejects with `TokenFailure`. */
  readonly request: () => Promise<GrantedToken>;
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
}

/** A token is replaced this long before its end, or in the last tenth of a short life. */
const MARGIN_MS = 30_000;
/** Pause after a first failure, doubling up to the longest; the longest an authority may ask for. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
const LONGEST_RETRY_AFTER_MS = 300_000;

interface HeldToken {
  readonly value: string;
  readonly refreshAt: number;
  readonly expiresAt: number;
}

/** The tokens of one scheme and scope. */
export class TokenSource {
  readonly #parts: TokenSourceParts;
  #held: HeldToken | undefined;
  #fetching: Promise<string> | undefined;
  #failure: { readonly error: unknown; readonly until: number } | undefined;
  #failures = 0;
  #unwanted: { readonly value: string; readonly until: number } | undefined;
  #refusals = 0;

  constructor(parts: TokenSourceParts) {
    this.#parts = parts;
  }

  /** A token that is good now. Rejects with `TokenFailure`, for a while without asking the authority again. */
  async token(): Promise<string> {
    const held = this.#held;
    if (held !== undefined && this.#parts.now() < held.refreshAt) return held.value;
    try {
      return await this.#fetch();
    } catch (error) {
      // A token in its last seconds is better than none.
      if (held !== undefined && held === this.#held && this.#parts.now() < held.expiresAt) return held.value;
      throw error;
    }
  }

  /** Another token than the one the API refused; `undefined` while a new one was refused as well. Rejects as `token` does. */
  async replace(refused: string): Promise<string | undefined> {
    if (this.#held !== undefined && this.#held.value !== refused) return this.token();
    if (this.#unwanted !== undefined && this.#parts.now() < this.#unwanted.until) return undefined;
    this.#held = undefined;
    return this.#fetch();
  }

  /** What the API said to a token that was new: refused, it is not replaced for a while, because another one would not do either. */
  judged(token: string, accepted: boolean): void {
    if (accepted) {
      this.#unwanted = undefined;
      this.#refusals = 0;
    } else if (this.#unwanted?.value !== token) {
      this.#unwanted = { value: token, until: this.#parts.now() + pauseAfter(this.#refusals) };
      this.#refusals += 1;
    }
  }

  #fetch(): Promise<string> {
    if (this.#fetching !== undefined) return this.#fetching;
    if (this.#failure !== undefined && this.#parts.now() < this.#failure.until)
      return Promise.reject(this.#failure.error);
    this.#fetching = this.#request().finally(() => {
      this.#fetching = undefined;
    });
    return this.#fetching;
  }

  async #request(): Promise<string> {
    try {
      const { value, expiresInMs } = await this.#parts.request();
      const now = this.#parts.now();
      const life = expiresInMs ?? Number.POSITIVE_INFINITY;
      this.#held = { value, expiresAt: now + life, refreshAt: now + life - Math.min(MARGIN_MS, life / 10) };
      this.#failure = undefined;
      this.#failures = 0;
      return value;
    } catch (error) {
      const asked = error instanceof TokenFailure ? (error.retryAfterMs ?? 0) : 0;
      const pause = Math.max(pauseAfter(this.#failures), Math.min(asked, LONGEST_RETRY_AFTER_MS));
      this.#failures += 1;
      this.#failure = { error, until: this.#parts.now() + pause };
      throw error;
    }
  }
}

function pauseAfter(failures: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures);
}
