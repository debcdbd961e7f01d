// Owns how the figures of the comparison are printed: as Markdown tables, ready for docs/benchmarks.md.
import { print } from '../figures.ts';

/** The middle value. */
export function middle(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** A figure with as many digits as mean something. */
export function cell(value: number): string {
  if (Number.isNaN(value)) return 'none';
  if (value >= 1_000) return Math.round(value).toLocaleString('en-US');
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** The head of a table. */
export function title(text: string, columns: readonly string[]): void {
  print(`\n### ${text}\n`);
  print(`| ${columns.join(' | ')} |`);
  print(`|${columns.map((_, place) => (place === 0 ? ' --- ' : ' ---: ')).join('|')}|`);
}

/** One row. */
export function row(name: string, cells: readonly string[]): void {
  print(`| ${name} | ${cells.join(' | ')} |`);
}
