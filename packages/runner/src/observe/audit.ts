// Owns the audit: one line in the log for each call, whatever the level of the log is.
import type { CallRecord } from '../call/call-record.ts';

/** Where the lines go; `process.stderr` is one. */
interface LineSink {
  write(text: string): unknown;
}

/** How the audit is written. */
export interface AuditParts {
  readonly sink: LineSink;
  /** The time of a line. */
  readonly now: () => Date;
  /** Takes secrets out of a text. */
  readonly redact: (text: string) => string;
}

/** The line of a call, as JSON. Absent fields are left out: there is no method of a tool that is no operation, no status where no answer came. */
function auditLine(record: CallRecord, time: Date): string {
  const { begin, operation, outcome, durationMs, status, bytes, retries, requests } = record;
  const { tool, caller, requestId, trace } = begin;
  return JSON.stringify({
    level: 'info',
    time: time.toISOString(),
    msg: 'audit',
    tool,
    principal: caller.principal,
    requestId,
    outcome,
    method: operation?.method,
    path: operation?.path,
    status,
    durationMs: Math.round(durationMs * 10) / 10,
    bytes,
    requests: requests.length,
    retries,
    failure: requests.at(-1)?.failure,
    trace: trace?.traceparent.split('-')[1],
  });
}

/** Writes the line of each call it is given. */
export function openAudit({ sink, now, redact }: AuditParts): (record: CallRecord) => void {
  return (record) => sink.write(`${redact(auditLine(record, now()))}\n`);
}
