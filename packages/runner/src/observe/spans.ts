// Owns the spans of calls, sent to an OpenTelemetry collector. Loaded with the first call of a server that has one.
import {
  createTraceState,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace as traceApi,
  type Context,
  type Span,
  type Tracer,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider, type SpanExporter } from '@opentelemetry/sdk-trace';
import type { CallRecord, CallSpan, RequestRecord } from '../call/call-record.ts';
import type { TraceContext } from '../call/trace-context.ts';
import { within } from '../runtime/wait.ts';
import type { SpanSource } from './call-observer.ts';

/** Where spans go. */
export interface SpansOptions {
  /** The collector; `/v1/traces` is added where the URL has no path (OTLP, section "OTLP/HTTP Request"). */
  readonly url: string;
  readonly version: string;
  /** Told, in one line, when spans could not be sent. */
  readonly onProblem: (problem: string) => void;
}

/** Milliseconds between two batches, for sending one, and for the last one when the process leaves. */
const BATCH_MS = 2_000;
const SEND_MS = 5_000;
const LEAVE_MS = 500;

/** A SERVER span for each call, in the client's trace where it is in one, and in it a CLIENT span for each request to the upstream. */
export class Spans implements SpanSource {
  readonly #provider: TracerProvider;
  readonly #tracer: Tracer;

  constructor({ url, version, onProblem }: SpansOptions) {
    const exporter = telling(new OTLPTraceExporter({ url: tracesUrl(url), timeoutMillis: SEND_MS }), onProblem);
    this.#provider = new TracerProvider({
      resource: resourceFromAttributes({ 'service.name': 'mcpm-runner', 'service.version': version }),
      spanProcessors: [
        new BatchSpanProcessor({ exporter, scheduledDelayMillis: BATCH_MS, exportTimeoutMillis: SEND_MS }),
      ],
    });
    this.#tracer = this.#provider.getTracer('mcpm-runner', version);
  }

  start(record: CallRecord): CallSpan & { readonly end: () => void } {
    const { tool, requestId, trace } = record.begin;
    const attributes = {
      'mcp.method.name': 'tools/call',
      'gen_ai.tool.name': tool,
      ...(requestId !== undefined && { 'jsonrpc.request.id': String(requestId) }),
    };
    const span = this.#tracer.startSpan(`tools/call ${tool}`, { kind: SpanKind.SERVER, attributes }, parentOf(trace));
    const inside = traceApi.setSpan(ROOT_CONTEXT, span);
    return {
      request: (request) => this.#request({ request, record }, inside),
      end: () => {
        if (record.outcome !== 'ok') fail(span, record.outcome === 'error' ? 'tool_error' : record.outcome);
        span.end();
      },
    };
  }

  async close(): Promise<void> {
    // What cannot be sent in time is lost with the process; that it was refused was told.
    await within(
      this.#provider.shutdown().catch(() => undefined),
      LEAVE_MS,
    );
  }

  #request(
    { request, record }: { readonly request: RequestRecord; readonly record: CallRecord },
    inside: Context,
  ): ReturnType<CallSpan['request']> {
    const { hostname, port, protocol } = new URL(request.origin);
    const path = record.operation?.path;
    const attributes = {
      'http.request.method': request.method,
      'server.address': hostname,
      'server.port': Number(port) || (protocol === 'https:' ? 443 : 80),
      ...(path !== undefined && { 'url.template': path }),
    };
    const name = path === undefined ? request.method : `${request.method} ${path}`;
    const span = this.#tracer.startSpan(name, { kind: SpanKind.CLIENT, attributes }, inside);
    return {
      trace: headersOf(span),
      end: () => {
        const { status, bytes, failure, retries } = request;
        for (const reason of retries) span.addEvent('retry', { reason });
        if (retries.length > 0) span.setAttribute('http.request.resend_count', retries.length);
        if (status !== undefined) span.setAttribute('http.response.status_code', status);
        if (bytes !== undefined) span.setAttribute('http.response.body.size', bytes);
        if (failure !== undefined || (status ?? 0) >= 400) fail(span, failure ?? String(status));
        span.end();
      },
    };
  }
}

function tracesUrl(url: string): string {
  const parsed = new URL(url);
  if (parsed.pathname === '/') parsed.pathname = '/v1/traces';
  return parsed.href;
}

/** Without it, a collector that is gone would be nobody's business. */
function telling(exporter: OTLPTraceExporter, onProblem: SpansOptions['onProblem']): SpanExporter {
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        if (result.error !== undefined) onProblem(`${spans.length} spans could not be sent: ${result.error.message}`);
        done(result);
      }),
    forceFlush: () => exporter.forceFlush(),
    shutdown: () => exporter.shutdown(),
  };
}

function parentOf(trace: TraceContext | undefined): Context {
  const [, traceId, spanId, flags] = trace?.traceparent.split('-') ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return ROOT_CONTEXT;
  const state = trace?.tracestate === undefined ? {} : { traceState: createTraceState(trace.tracestate) };
  const parent = { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true, ...state };
  return traceApi.setSpanContext(ROOT_CONTEXT, parent);
}

function headersOf(span: Span): TraceContext {
  const { traceId, spanId, traceFlags, traceState } = span.spanContext();
  const traceparent = `00-${traceId}-${spanId}-${(traceFlags & 1).toString(16).padStart(2, '0')}`;
  const tracestate = traceState?.serialize();
  return tracestate === undefined || tracestate === '' ? { traceparent } : { traceparent, tracestate };
}

function fail(span: Span, type: string): void {
  span.setAttribute('error.type', type);
  span.setStatus({ code: SpanStatusCode.ERROR });
}
