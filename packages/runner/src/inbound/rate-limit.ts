// Owns how many tool calls a principal may make within a minute: a token bucket each, which a minute of silence fills.
import type { Caller } from '../call/caller.ts';

/** What is left to a principal at a point in time. */
export interface Bucket {
  /** Calls, with fractions. */
  readonly left: number;
  /** Milliseconds. */
  readonly at: number;
}

const MINUTE_MS = 60_000;
/** Fractions do not add up exactly. */
const ROUNDING = 1e-9;
/** Principals that are remembered before those with full buckets, which need not be, are forgotten. */
const MAX_REMEMBERED = 10_000;

/** Takes one call out of a bucket: the bucket after it, or the milliseconds until there is one. Pure. */
export function takeCall(
  bucket: Bucket | undefined,
  perMinute: number,
  now: number,
): { readonly bucket: Bucket } | { readonly waitMs: number } {
  const left = bucket === undefined ? perMinute : refilled(bucket, perMinute, now);
  if (left >= 1 - ROUNDING) return { bucket: { left: Math.max(0, left - 1), at: now } };
  return { waitMs: Math.ceil(((1 - left) * MINUTE_MS) / perMinute) };
}

function refilled({ left, at }: Bucket, perMinute: number, now: number): number {
  return Math.min(perMinute, left + ((now - at) * perMinute) / MINUTE_MS);
}

/** Counts the calls of every principal. */
export class RateLimit {
  readonly #perMinute: number;
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();

  /** @param now milliseconds of a monotonic clock. */
  constructor(perMinute: number, now: () => number) {
    this.#perMinute = perMinute;
    this.#now = now;
  }

  /** Counts a call; what to tell the caller if it is one too many. */
  readonly refuse = ({ principal }: Caller): string | undefined => {
    const now = this.#now();
    const taken = takeCall(this.#buckets.get(principal), this.#perMinute, now);
    if ('waitMs' in taken) {
      const seconds = Math.max(1, Math.ceil(taken.waitMs / 1_000));
      return `Too many calls: this server takes ${this.#perMinute} a minute from each client. Try again in ${seconds} s.`;
    }
    if (this.#buckets.size >= MAX_REMEMBERED && !this.#buckets.has(principal)) this.#forget(now);
    this.#buckets.set(principal, taken.bucket);
    return undefined;
  };

  #forget(now: number): void {
    for (const [principal, bucket] of this.#buckets) {
      if (refilled(bucket, this.#perMinute, now) >= this.#perMinute) this.#buckets.delete(principal);
    }
    // Were all of them busy, the one that called first of all would be let go of rather than the memory filled.
    const [first] = this.#buckets.keys();
    if (this.#buckets.size >= MAX_REMEMBERED && first !== undefined) this.#buckets.delete(first);
  }
}
