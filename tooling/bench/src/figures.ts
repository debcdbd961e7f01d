// Owns how figures are summed up and printed.
import { readFileSync } from 'node:fs';

/** The middle value. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** A line with the median and the range of several runs. */
export function line(name: string, values: readonly number[], unit: string): string {
  const show = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toFixed(1));
  return `${name.padEnd(44)} median ${show(median(values))} ${unit}  (${show(Math.min(...values))} to ${show(Math.max(...values))}, ${values.length} runs)`;
}

/** Resident and proportional memory of a process in MB, from /proc (Linux). */
export function memoryOf(pid: number): { readonly rss: number; readonly pss: number } {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const read = (field: string): number =>
    Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1] ?? Number.NaN) / 1024;
  return { rss: read('Rss'), pss: read('Pss') };
}

/** Prints a line. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
