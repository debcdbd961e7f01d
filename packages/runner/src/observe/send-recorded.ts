// Owns that a request to the upstream is written down: where it went, how often, what came.
import type { HttpRequest, HttpResponse } from '@mcpm/openapi';
import type { CallContext } from '../call/call-context.ts';
import type { CallRecord, RequestRecord } from '../call/call-record.ts';

/** Sends a request. */
export type Send = (request: HttpRequest, context: CallContext) => Promise<HttpResponse>;

/** Sends, and writes down what became of it where the call is observed; settles as `send` does. */
export function sendRecorded(send: Send, request: HttpRequest, context: CallContext): Promise<HttpResponse> {
  const { record } = context;
  return record === undefined ? send(request, context) : follow({ send, request, context }, record);
}

interface Sending {
  readonly send: Send;
  readonly request: HttpRequest;
  readonly context: CallContext;
}

async function follow({ send, request, context }: Sending, record: CallRecord): Promise<HttpResponse> {
  const own: RequestRecord = { method: request.method, origin: new URL(request.url).origin, retries: [] };
  record.requests.push(own);
  const span = record.span?.request(own);
  try {
    const response = await send(request, {
      ...context,
      ...(span && { trace: span.trace }),
      onRetry: (reason) => own.retries.push(reason),
    });
    own.status = response.status;
    own.bytes = response.body.byteLength;
    return response;
  } catch (error) {
    own.failure = context.signal.aborted ? 'cancelled' : error instanceof Error ? error.name : 'unknown';
    throw error;
  } finally {
    span?.end();
  }
}
