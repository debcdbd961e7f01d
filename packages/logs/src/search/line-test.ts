// Owns which lines a query means, apart from its text.
import type { LogLine, LogQuery } from '@mcpm/domain';

/** Says whether a line meets every condition of the query but `q` and `tail`. `level` means exactly this level. */
export function lineTest(query: Partial<LogQuery>): (line: LogLine) => boolean {
  const { processId, category, stream, level, after } = query;
  // Lines carry UTC with milliseconds, so texts compare like times.
  const since = query.since === undefined ? undefined : new Date(query.since).toISOString();
  const until = query.until === undefined ? undefined : new Date(query.until).toISOString();
  return (line) =>
    (processId === undefined || line.processId === processId) &&
    (category === undefined || line.category === category) &&
    (stream === undefined || line.stream === stream) &&
    (level === undefined || line.level === level) &&
    (after === undefined || line.seq > after) &&
    (since === undefined || line.at >= since) &&
    (until === undefined || line.at < until);
}
