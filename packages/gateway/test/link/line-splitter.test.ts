import { expect, test } from 'vitest';
import { LineSplitter } from '../../src/link/line-splitter.ts';

function split(chunks: readonly Buffer[], maxBytes = 1000) {
  const lines: string[] = [];
  const oversized: string[][] = [];
  const onOversized = (head: string, tail: string) => oversized.push([head, tail]);
  const splitter = new LineSplitter({ maxBytes, onLine: (line) => lines.push(line), onOversized });
  for (const chunk of chunks) splitter.push(chunk);
  return { lines, oversized };
}

test('lines come out whole, wherever the bytes were cut', () => {
  const bytes = Buffer.from('{"a":"€"}\r\n\n{"b":2}\n{"unfinished"');
  for (let cut = 0; cut <= bytes.length; cut += 1) {
    expect(split([bytes.subarray(0, cut), bytes.subarray(cut)]).lines).toEqual(['{"a":"€"}', '{"b":2}']);
  }
});

test('a line beyond the limit is skipped but for its two ends, and the next one is read', () => {
  const long = `{"head":1${'x'.repeat(500)}"tail":2}`;
  const bytes = Buffer.from(`${long}\nnext\n`);
  for (const size of [1, 7, 100, 1000]) {
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
      bytes.subarray(at * size, (at + 1) * size),
    );
    expect(split(chunks, 300)).toEqual({ lines: ['next'], oversized: [[long.slice(0, 64), long.slice(-64)]] });
  }
});
