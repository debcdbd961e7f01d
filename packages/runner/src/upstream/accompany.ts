// Owns what goes along with a request besides what the call is made of: the trace it belongs to, and headers of the client's own request.
import type { HttpRequest } from '@mcpm/openapi';
import type { CallContext } from '../call/call-context.ts';

/**
 * The request with the trace context (W3C) and the headers of its caller, which take the place of those of the same name; the arguments of a call may set a trace of their own.
 * Redirects to other origins go on without both.
 */
export function accompany(request: HttpRequest, { trace, caller }: CallContext): HttpRequest {
  const forwarded = Object.entries(caller.headers);
  if (trace === undefined && forwarded.length === 0) return request;
  const headers: Record<string, string> = {};
  const ownNames = new Set(forwarded.map(([name]) => name));
  for (const [name, value] of Object.entries(request.headers)) {
    if (!ownNames.has(name.toLowerCase())) headers[name] = value;
  }
  for (const [name, value] of forwarded) headers[name] = value;
  const given = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  if (trace !== undefined && !given.has('traceparent')) {
    headers['traceparent'] = trace.traceparent;
    if (trace.tracestate !== undefined && !given.has('tracestate')) headers['tracestate'] = trace.tracestate;
  }
  return { ...request, headers };
}
