// Owns the one-time codes of printed login URLs: random, short-lived, used once, kept in memory only.
import { createHash, randomBytes } from 'node:crypto';

const VALID_MS = 15 * 60_000;

/** Codes not yet used. */
export class LoginCodes {
  readonly #expiries = new Map<string, number>();
  readonly #now: () => number;

  /** `now` gives milliseconds since the epoch. */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** A new code, valid for 15 minutes. */
  create(): string {
    const code = randomBytes(24).toString('base64url');
    this.#expiries.set(digest(code), this.#now() + VALID_MS);
    return code;
  }

  /** True once for a valid code. */
  use(code: string): boolean {
    const key = digest(code);
    const expiry = this.#expiries.get(key);
    this.#expiries.delete(key);
    return expiry !== undefined && expiry > this.#now();
  }
}

function digest(code: string): string {
  return createHash('sha256').update(code).digest('hex');
}
