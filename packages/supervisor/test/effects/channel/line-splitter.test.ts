import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LineSplitter } from '../../../src/effects/channel/line-splitter.ts';

function split(bytes: Buffer, cuts: readonly number[], maxBytes: number) {
  const told: string[] = [];
  const splitter = new LineSplitter(maxBytes, {
    onLine: (line) => told.push(`line ${line}`),
    onOverlong: () => told.push('overlong'),
  });
  const edges = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  for (let index = 1; index < edges.length; index += 1) splitter.write(bytes.subarray(edges[index - 1], edges[index]));
  return { told, isInside: splitter.isInside };
}

test('lines come out whole and in order, wherever the bytes are cut, and those above the bound are told of and skipped', () => {
  const line = fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.replaceAll('\n', ' '));
  fc.assert(
    fc.property(fc.array(line), fc.array(fc.nat()), fc.integer({ min: 1, max: 20 }), (lines, cuts, maxBytes) => {
      const bytes = Buffer.from(lines.map((text) => `${text}\n`).join(''));
      const expected = lines.map((text) =>
        Buffer.byteLength(text) > maxBytes ? 'overlong' : `line ${Buffer.from(text).toString()}`,
      );
      expect(split(bytes, cuts, maxBytes)).toEqual({ told: expected, isInside: false });
    }),
  );
});

test('what has no end is no line', () => {
  expect(split(Buffer.from('a\nb'), [], 8)).toEqual({ told: ['line a'], isInside: true });
  expect(split(Buffer.from('123456789'), [3, 6], 8)).toEqual({ told: ['overlong'], isInside: true });
});
