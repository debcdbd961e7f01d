// Owns log lines as a file: one JSON object a line (NDJSON).
import type { LogLine } from '@mcpm/domain';

/** A download named after the process. */
export interface Download {
  readonly headers: Readonly<Record<string, string>>;
  readonly chunks: Iterable<string>;
}

/** The lines as an attachment `<name>.ndjson`. */
export function downloadLines(name: string, lines: readonly LogLine[]): Download {
  // Whatever could end or bend the header stays out of the file's name.
  const file = `${name.replaceAll(/[^A-Za-z0-9._-]/g, '_')}.ndjson`;
  const headers = { 'content-type': 'application/x-ndjson', 'content-disposition': `attachment; filename="${file}"` };
  return { headers, chunks: write(lines) };
}

function* write(lines: readonly LogLine[]): Generator<string> {
  for (const line of lines) yield `${JSON.stringify(line)}\n`;
}
