// Owns whether a request that failed is sent again, and when.

/** What came of a request. */
export type RetryOutcome =
  | {
      readonly kind: 'answer';
      readonly status: number;
      /** Milliseconds the API wants to be left alone. */
      readonly retryAfterMs?: number | undefined;
    }
  /** No answer; `sent` says whether the API may have had the request. */
  | { readonly kind: 'no-answer'; readonly sent: boolean };

/** Everything that decides. */
export interface RetryFacts {
  readonly outcome: RetryOutcome;
  /** Whether the request may be carried out twice: see `isRepeatable`. */
  readonly repeatable: boolean;
  /** Repetitions so far, and at most. */
  readonly done: number;
  readonly most: number;
  /** Milliseconds that the call may still take. */
  readonly leftMs: number;
  /** At least 0, less than 1. */
  readonly random: number;
}

/** What to do. */
export type RetryPlan =
  | { readonly kind: 'retry'; readonly delayMs: number }
  /** `tooLong`: it would be sent again, but the API wants to be left alone for longer than the call may take. */
  | { readonly kind: 'stop'; readonly tooLong: boolean };

/** Answers that say "not now" (RFC 6585 §4, RFC 9110 §15.6.3 to §15.6.5). */
const NOT_NOW: ReadonlySet<number> = new Set([429, 502, 503, 504]);
/** Milliseconds of the first pause at most; it doubles. */
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 10_000;
/** Methods that may be carried out twice (RFC 9110 §9.2.2; QUERY: its draft, §2). */
const IDEMPOTENT: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'QUERY', 'PUT', 'DELETE']);

/** Whether a request may be carried out twice: by its method, or because it carries an `Idempotency-Key`. */
export function isRepeatable(method: string, headers: Readonly<Record<string, string>>): boolean {
  return IDEMPOTENT.has(method) || Object.keys(headers).some((name) => name.toLowerCase() === 'idempotency-key');
}

/** Whether a status is worth asking `planRetry`. */
export function saysNotNow(status: number): boolean {
  return NOT_NOW.has(status);
}

/**
 * Sends again what was never sent, and what may be carried out twice where the API gave no answer or says "not now". The pause is random up to a bound that doubles (full jitter), never
 * less than what the API asks for.
 */
export function planRetry({ outcome, repeatable, done, most, leftMs, random }: RetryFacts): RetryPlan {
  const stop: RetryPlan = { kind: 'stop', tooLong: false };
  if (done >= most || !isWorthIt(outcome, repeatable)) return stop;
  const pause = Math.floor(random * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** done));
  const asked = outcome.kind === 'answer' ? (outcome.retryAfterMs ?? 0) : 0;
  if (Math.max(pause, asked) < leftMs) return { kind: 'retry', delayMs: Math.max(pause, asked) };
  return asked < leftMs ? stop : { kind: 'stop', tooLong: true };
}

function isWorthIt(outcome: RetryOutcome, repeatable: boolean): boolean {
  if (outcome.kind === 'no-answer') return repeatable || !outcome.sent;
  return repeatable && NOT_NOW.has(outcome.status);
}
