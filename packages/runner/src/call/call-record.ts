// Owns what is written down of one call while it is made. Exists only for a call that somebody observes.
import type { Caller } from './caller.ts';
import type { TraceContext } from './trace-context.ts';

/** How a call ended: with an answer, with a tool error, not at all because the client did not want it any more, or by a bug. */
export type CallOutcome = 'ok' | 'error' | 'cancelled' | 'bug';

/** One request to the upstream. */
export interface RequestRecord {
  /** Upper case. */
  readonly method: string;
  /** Where it goes, without path and query: those hold arguments. */
  readonly origin: string;
  /** Why it was sent again, once for each time. */
  readonly retries: string[];
  status?: number;
  /** Bytes of the answer. */
  bytes?: number;
  /** The class of what kept the answer away. */
  failure?: string;
}

/** What follows a call while it is made: its span. */
export interface CallSpan {
  /** A request begins; what is answered follows that. */
  request(request: RequestRecord): { readonly trace: TraceContext; readonly end: () => void };
}

/** What is known of a call before it is made. */
export interface CallBegin {
  readonly tool: string;
  readonly caller: Caller;
  readonly requestId?: string | number | undefined;
  /** Trace context of the client's request. */
  readonly trace?: TraceContext | undefined;
}

/** A call as far as it has come. Holds neither arguments nor credentials nor anything of the answer. */
export class CallRecord {
  readonly begin: CallBegin;
  readonly requests: RequestRecord[] = [];
  /** The operation that was called; absent for a tool that is none, and before it is known. `path` is the template of the document. */
  operation: { readonly method: string; readonly path: string } | undefined;
  span: CallSpan | undefined;
  outcome: CallOutcome = 'bug';
  /** Milliseconds, once it is over. */
  durationMs = 0;

  constructor(begin: CallBegin) {
    this.begin = begin;
  }

  /** Status of the last answer. */
  get status(): number | undefined {
    return this.requests.at(-1)?.status;
  }

  /** Bytes of all answers. */
  get bytes(): number {
    return this.requests.reduce((sum, request) => sum + (request.bytes ?? 0), 0);
  }

  /** How often a request was sent again. */
  get retries(): number {
    return this.requests.reduce((sum, request) => sum + request.retries.length, 0);
  }
}
