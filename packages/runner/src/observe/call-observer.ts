// Owns who is told of calls: the audit, the traces, the client that asked for the log.
import type { ToolResult } from '@mcpm/openapi';
import type { BuiltInTool } from '../call/built-in-tool.ts';
import type { CallContext } from '../call/call-context.ts';
import { CallRecord, type CallSpan } from '../call/call-record.ts';
import { tellClient } from './client-log.ts';

/** A call that is observed. */
export interface ObservedCall {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly answer: BuiltInTool['call'];
}

/** What follows calls by spans. */
export interface SpanSource {
  /** The span of a call, which begins now. */
  start(record: CallRecord): CallSpan & { readonly end: () => void };
  /** Sends what was not sent yet, within its time. */
  close(): Promise<void>;
}

/** Who wants to know. */
export interface CallObserverParts {
  /** Writes one call down when it is over. */
  readonly audit?: (record: CallRecord) => void;
  /** Loaded with the first call. */
  readonly openSpans?: () => Promise<SpanSource>;
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
}

/** Observes calls, those that somebody asked about; of the others it costs a question. */
export class CallObserver {
  readonly #parts: CallObserverParts;
  readonly #always: boolean;
  #opening: Promise<SpanSource> | undefined;
  #spans: SpanSource | undefined;

  constructor(parts: CallObserverParts) {
    this.#parts = parts;
    this.#always = parts.audit !== undefined || parts.openSpans !== undefined;
  }

  /** Whether a call is to be made by `call`. */
  wants(context: CallContext): boolean {
    return this.#always || context.onLog !== undefined;
  }

  /** Makes a call and tells of it; settles as the call does. */
  async call({ name, args, answer }: ObservedCall, context: CallContext): Promise<ToolResult> {
    const { audit, openSpans, now } = this.#parts;
    const { caller, requestId, trace } = context;
    const record = new CallRecord({ tool: name, caller, requestId, trace });
    const spans = openSpans && (this.#spans ?? (await this.#open(openSpans)));
    const start = now();
    const span = spans?.start(record);
    record.span = span;
    try {
      const result = await answer(args, { ...context, record });
      record.outcome = result.isError === true ? 'error' : 'ok';
      return result;
    } catch (error) {
      if (context.signal.aborted) record.outcome = 'cancelled';
      throw error;
    } finally {
      record.durationMs = now() - start;
      span?.end();
      audit?.(record);
      if (context.onLog) tellClient(record, context.onLog);
    }
  }

  /** Sends what is still to be sent. */
  async close(): Promise<void> {
    await (await this.#opening)?.close();
  }

  async #open(open: () => Promise<SpanSource>): Promise<SpanSource> {
    this.#opening ??= open();
    this.#spans = await this.#opening;
    return this.#spans;
  }
}
