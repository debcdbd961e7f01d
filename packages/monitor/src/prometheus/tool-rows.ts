// Owns which tools get series of their own in the Prometheus text, so that the number of series stays bounded.
import { OTHER_TOOLS, type ToolFigures } from '@mcpm/domain';
import { OTHER_SERVERS } from './server-rows.ts';

/** Tools with series of their own, over all servers; those beyond share some. */
const LABELLED_TOOLS = 2_000;

/** The tools of one server. */
export interface ServerTools {
  readonly server: string;
  readonly tools: readonly ToolFigures[];
}

/** The figures of one tool of one server. */
export interface ToolRow {
  readonly labels: { readonly server: string; readonly tool: string };
  readonly figures: ToolFigures;
}

/** A row for each tool of the first servers, by name, as long as there is room; all that does not fit is one row. */
export function toolRows(servers: readonly ServerTools[]): ToolRow[] {
  const sorted = servers.toSorted((a, b) => (a.server < b.server ? -1 : 1));
  const rows: ToolRow[] = [];
  let beyond: ToolFigures | undefined;
  for (const { server, tools } of sorted) {
    if (rows.length + tools.length <= LABELLED_TOOLS)
      rows.push(...tools.map((figures) => ({ labels: { server, tool: figures.tool }, figures })));
    else for (const figures of tools) beyond = beyond === undefined ? figures : sumOf(beyond, figures);
  }
  if (beyond === undefined) return rows;
  return [...rows, { labels: { server: OTHER_SERVERS, tool: OTHER_TOOLS }, figures: beyond }];
}

function sumOf(left: ToolFigures, right: ToolFigures): ToolFigures {
  return {
    tool: OTHER_TOOLS,
    calls: left.calls + right.calls,
    errors: left.errors + right.errors,
    totalMs: left.totalMs + right.totalMs,
    buckets: left.buckets.map((count, place) => count + (right.buckets[place] ?? 0)),
  };
}
