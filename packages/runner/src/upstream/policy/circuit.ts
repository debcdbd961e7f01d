// Owns when a host that keeps failing is left alone: closed, open for a while, then one trial.

/** Where a host stands. */
export type Circuit =
  | { readonly kind: 'closed'; readonly failures: number }
  | {
      readonly kind: 'open';
      /** When it opened first, and when the next trial may be made. */
      readonly since: number;
      readonly until: number;
      /** Milliseconds it is open this time. */
      readonly forMs: number;
      readonly failures: number;
      /** What failed last, in a few words. */
      readonly reason: string;
      /** A trial is under way. */
      readonly trying: boolean;
    };

/** A failure as it counts. */
export interface CircuitFailure {
  /** Milliseconds of a monotonic clock. */
  readonly at: number;
  readonly reason: string;
  /** Failures in a row that open the circuit; 0: never. */
  readonly threshold: number;
}

/** A host of which nothing bad is known. */
export const CLOSED: Circuit = { kind: 'closed', failures: 0 };
/** Milliseconds it is open the first time, and at most; it doubles with each trial that fails. */
const FIRST_OPEN_MS = 10_000;
const LONGEST_OPEN_MS = 60_000;

/** Whether a request may be sent. */
export function mayPass(circuit: Circuit, now: number): boolean {
  return circuit.kind === 'closed' || (!circuit.trying && now >= circuit.until);
}

/** A request that passed is under way: through an open circuit it is the one trial. */
export function passed(circuit: Circuit): Circuit {
  return circuit.kind === 'closed' ? circuit : { ...circuit, trying: true };
}

/** A request failed by the host: no connection, no answer in time, or an answer of a gateway that has none. */
export function failed(circuit: Circuit, { at, reason, threshold }: CircuitFailure): Circuit {
  const failures = circuit.failures + 1;
  if (circuit.kind === 'closed') {
    if (threshold === 0 || failures < threshold) return { kind: 'closed', failures };
    return {
      kind: 'open',
      since: at,
      until: at + FIRST_OPEN_MS,
      forMs: FIRST_OPEN_MS,
      failures,
      reason,
      trying: false,
    };
  }
  // A request that began before the circuit opened says nothing new.
  if (!circuit.trying) return { ...circuit, failures };
  const forMs = Math.min(LONGEST_OPEN_MS, circuit.forMs * 2);
  return { ...circuit, until: at + forMs, forMs, failures, reason, trying: false };
}

/** A request that said nothing of the host, such as one that its client no longer wanted. */
export function passedOver(circuit: Circuit): Circuit {
  return circuit.kind === 'closed' ? circuit : { ...circuit, trying: false };
}
