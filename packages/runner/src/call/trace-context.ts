// Owns the trace that a call belongs to, and reading it from a request.

/** The trace a call belongs to, as the headers of those names have it (W3C Trace Context). */
export interface TraceContext {
  readonly traceparent: string;
  readonly tracestate?: string;
}

/** Version, trace id, parent id and flags; ids of zeros are none, and version ff is forbidden. */
const TRACEPARENT = /^(?!ff)[\da-f]{2}-(?!0{32})[\da-f]{32}-(?!0{16})[\da-f]{16}-[\da-f]{2}$/;
/** What a header may carry: printable, and bounded as the standard advises. */
const TRACESTATE = /^[\x20-\x7e]{1,512}$/;

/**
 * The trace context in a request: the headers of those names, or the members of `_meta` (SEP-414). `undefined` if there is none or `traceparent`
 * is not one (W3C Trace Context, section 3.2); a `tracestate` that cannot be a header is left out.
 */
export function readTrace(traceparent: unknown, tracestate: unknown): TraceContext | undefined {
  if (typeof traceparent !== 'string' || !TRACEPARENT.test(traceparent)) return undefined;
  return typeof tracestate === 'string' && TRACESTATE.test(tracestate) ? { traceparent, tracestate } : { traceparent };
}
