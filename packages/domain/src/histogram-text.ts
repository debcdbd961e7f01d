// Owns a latency histogram in the text format of Prometheus, as the runner and the manager both show it.
import { LATENCY_BUCKETS_MS } from './latency-buckets.ts';
import type { ToolFigures } from './managed-protocol.ts';

/** One row of a histogram: its labels besides `le`, and what is counted. */
export interface HistogramRow {
  readonly labels: Readonly<Record<string, string>>;
  readonly figures: Pick<ToolFigures, 'calls' | 'totalMs' | 'buckets'>;
}

/** The metric with all its rows, in seconds; ends with a line break. */
export function histogramText(name: string, help: string, rows: readonly HistogramRow[]): string {
  const lines = [`# HELP ${name} ${help}`, `# TYPE ${name} histogram`];
  for (const { labels, figures } of rows) {
    const own = Object.entries(labels).map(([label, value]) => `${label}="${escaped(value)}"`);
    let sum = 0;
    for (const [place, count] of figures.buckets.entries()) {
      sum += count;
      const bound = LATENCY_BUCKETS_MS[place];
      const le = `le="${bound === undefined ? '+Inf' : bound / 1_000}"`;
      lines.push(`${name}_bucket{${[...own, le].join(',')}} ${sum}`);
    }
    lines.push(`${name}_sum{${own.join(',')}} ${figures.totalMs / 1_000}`);
    lines.push(`${name}_count{${own.join(',')}} ${figures.calls}`);
  }
  return `${lines.join('\n')}\n`;
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
