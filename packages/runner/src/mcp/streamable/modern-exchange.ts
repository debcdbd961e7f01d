// Owns one modern request on its way: its answer is JSON, or an event stream once something precedes the result or it takes long.
import { readTrace, type TraceContext } from '../../call/trace-context.ts';
import type { Caller } from '../../call/caller.ts';
import type { Logger } from '../../log/logger.ts';
import type { Exchange } from '../conversation/exchange.ts';
import { readAccepted } from './accepted.ts';
import { EventWriter } from './event-writer.ts';
import type { Visit } from './visit.ts';
import { writeJson } from './write-json.ts';

/** Milliseconds after which a silent answer becomes a stream, because only a stream can show proxies that it is alive. */
const SILENCE_MS = 10_000;

/** One request and its answer. The client's leaving aborts `signal`: in this era that is how a call is cancelled. */
export class ModernExchange implements Exchange {
  readonly era = 'modern';
  readonly revision = undefined;
  readonly #visit: Visit;
  readonly #log: Pick<Logger, 'warn'>;
  #cancelling: AbortController | undefined;
  #silence: NodeJS.Timeout | undefined;
  #writer: EventWriter | undefined;

  constructor(visit: Visit, log: Pick<Logger, 'warn'>) {
    this.#visit = visit;
    this.#log = log;
  }

  get caller(): Caller {
    return this.#visit.caller;
  }

  get trace(): TraceContext | undefined {
    const { traceparent, tracestate } = this.#visit.request.headers;
    return traceparent === undefined ? undefined : readTrace(traceparent, tracestate);
  }

  get signal(): AbortSignal {
    this.#cancelling ??= new AbortController();
    return this.#cancelling.signal;
  }

  notify(json: string): undefined {
    this.#stream();
    this.#writer?.write(json);
  }

  /** The answer takes time: from now on the client may leave, or become impatient. */
  wait(): void {
    const { request, response } = this.#visit;
    if (response.destroyed) return this.#leave();
    response.once('close', this.#leave);
    if (readAccepted(request.headers.accept).events) this.#silence = setTimeout(() => this.#stream(), SILENCE_MS);
  }

  /** Writes the answer, the last thing there is to say. */
  finish(json: string): void {
    const { response } = this.#visit;
    clearTimeout(this.#silence);
    response.off('close', this.#leave);
    if (response.destroyed) return;
    if (this.#writer === undefined) return writeJson(response, json);
    this.#writer.write(json);
    this.#writer.end();
  }

  /** Ends it unanswered. */
  cut(): void {
    this.#visit.response.destroy();
  }

  readonly #leave = (): void => {
    clearTimeout(this.#silence);
    this.#cancelling?.abort();
  };

  #stream(): void {
    const { response } = this.#visit;
    if (!response.destroyed) this.#writer ??= new EventWriter(response, { log: this.#log });
  }
}
