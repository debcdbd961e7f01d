import { expect, test } from 'vitest';
import { LineReader } from '../../../src/mcp/stdio/line-reader.ts';
import { seededRandom } from '../conversation/random-messages.ts';

function reading(maxBytes = 1_000) {
  const lines: string[] = [];
  const reader = new LineReader({
    maxBytes,
    onLine: (line) => lines.push(line),
    onTooLong: () => lines.push('<too long>'),
  });
  return { lines, reader };
}

test('lines are the same however their bytes are cut, also within a character', () => {
  const text = '{"a":"ä€🎉"}\n\n  \r\n\uFEFF{"b":1}\r\n{"c":"\u2028"}\n"last, without an end"';
  const bytes = Buffer.from(text);
  const random = seededRandom(3);
  for (let round = 0; round < 300; round += 1) {
    const { lines, reader } = reading();
    for (let start = 0; start < bytes.length;) {
      const end = start + 1 + Math.floor(random() * 9);
      reader.take(bytes.subarray(start, end));
      start = end;
    }
    reader.end();
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { a: 'ä€🎉' },
      { b: 1 },
      { c: '\u2028' },
      'last, without an end',
    ]);
  }
});

test('a line over the bound is told of once and skipped, and the next one is read', () => {
  const { lines, reader } = reading(10);
  for (const chunk of ['1234567890\n', '12345', '678901', 'x'.repeat(50), '\nnext\n']) reader.take(Buffer.from(chunk));
  expect(lines).toEqual(['1234567890', '<too long>', 'next']);
});
