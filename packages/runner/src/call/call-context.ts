// Owns what accompanies a call on its way to the upstream.
import type { CallRecord } from './call-record.ts';
import type { Caller } from './caller.ts';
import type { TraceContext } from './trace-context.ts';

/** How far a long answer is. */
export interface AnswerProgress {
  /** Bytes of the answer so far. */
  readonly bytes: number;
  /** One line for people: the newest event, or how much has come. */
  readonly message: string;
}

/** What a call is made with besides its arguments. */
export interface CallContext {
  /** Aborts the request. */
  readonly signal: AbortSignal;
  /** Whose call it is. */
  readonly caller: Caller;
  /** W3C trace context of the client's request (`traceparent`, `tracestate`), to be passed on. */
  readonly trace?: TraceContext;
  /** Told while a long answer is coming in. Absent when the client asked for no progress. */
  readonly onProgress?: (progress: AnswerProgress) => void;
  /** Id of the client's request in its conversation. */
  readonly requestId?: string | number;
  /** Told, in one line each, what a client that asked for the log shall know of its call. Absent when it did not ask. */
  readonly onLog?: (level: 'info' | 'warning', text: string) => void;
  /** Told each time a request of this call is about to be sent again, with the reason in a few words (`503`, `connection reset`). Absent when nobody observes. */
  readonly onRetry?: (reason: string) => void;
  /** What is written down of this call. Absent when nobody observes. */
  readonly record?: CallRecord;
}
