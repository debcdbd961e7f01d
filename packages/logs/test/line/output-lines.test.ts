// Owns the proof that lines do not depend on where chunks end.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LINE_LIMIT } from '../../src/line/cut-point.ts';
import { OutputLines } from '../../src/line/output-lines.ts';

const chunk = (text: string, runId = 1, stream: 'stdout' | 'stderr' = 'stderr') => ({
  processId: 'a',
  runId,
  stream,
  text,
});

describe('chunks of output', () => {
  test('give the same lines wherever they are cut', () => {
    const text = fc.array(fc.string({ unit: fc.constantFrom('x', 'é', '😀', ' ', '\n', '\r\n') }), { maxLength: 20 });
    fc.assert(
      fc.property(text, (pieces) => {
        const lines = new OutputLines();
        const found = [...pieces.flatMap((piece) => lines.push(chunk(piece))), ...lines.end('a', 1)].map(
          (line) => line.text,
        );
        const whole = pieces.join('').split('\n');
        if (whole.at(-1) === '') whole.pop();
        // A carriage return before the newline belongs to the line's end, unless the line never ended.
        const ended = pieces.join('').endsWith('\n') ? whole.length : whole.length - 1;
        expect(found).toEqual(
          whole.map((line, index) => (index < ended && line.endsWith('\r') ? line.slice(0, -1) : line)),
        );
      }),
    );
  });

  test('of two streams and two processes do not mix', () => {
    const lines = new OutputLines();
    lines.push(chunk('out', 1, 'stdout'));
    lines.push(chunk('err', 1, 'stderr'));
    lines.push({ ...chunk('other'), processId: 'b c' });
    expect(lines.push(chunk('put\n', 1, 'stdout')).map((line) => line.text)).toEqual(['output']);
    expect(lines.end('a', 1).map((line) => line.text)).toEqual(['err']);
    expect(lines.endAll().map((line) => [line.processId, line.text])).toEqual([['b c', 'other']]);
  });

  test('of a new run end the line its former run left open', () => {
    const lines = new OutputLines();
    lines.push(chunk('dying wor', 1));
    expect(lines.push(chunk('hello\n', 2)).map((line) => [line.runId, line.text])).toEqual([
      [1, 'dying wor'],
      [2, 'hello'],
    ]);
  });

  test('that never end a line keep a bounded text and count the rest in bytes', () => {
    const lines = new OutputLines();
    for (let i = 0; i < 40; i += 1) lines.push(chunk('é'.repeat(LINE_LIMIT / 4)));
    const [line] = lines.push(chunk('\n'));
    expect(line?.text.length).toBeLessThan(LINE_LIMIT * 2);
    expect((line?.bytesBeyond ?? 0) + Buffer.byteLength(line?.text ?? '')).toBe(40 * (LINE_LIMIT / 4) * 2);
  });
});
