// Owns what a client that asked for the log is told of its own calls.
import type { CallContext } from '../call/call-context.ts';
import type { CallRecord } from '../call/call-record.ts';

/** Tells of a call that is over: `GET /pets → 200 in 12 ms`, after a warning for each time a request was sent again. Neither holds arguments. */
export function tellClient(record: CallRecord, tell: NonNullable<CallContext['onLog']>): void {
  const what = nameOf(record);
  for (const { retries } of record.requests) {
    for (const reason of retries) tell('warning', `${what}: sent again after ${reason}`);
  }
  const took = `in ${Math.round(record.durationMs)} ms`;
  if (record.outcome === 'ok' || record.status !== undefined)
    tell('info', `${what} → ${record.status ?? 'done'} ${took}`);
  else tell('warning', `${what} ${record.outcome === 'cancelled' ? 'was cancelled' : 'failed'} ${took}`);
}

function nameOf({ operation, begin }: CallRecord): string {
  return operation === undefined ? begin.tool : `${operation.method} ${operation.path}`;
}
