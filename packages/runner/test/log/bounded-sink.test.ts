import { expect, test } from 'vitest';
import { BoundedSink } from '../../src/log/bounded-sink.ts';

const LINE = `${'x'.repeat(999)}\n`;

/** A stream that somebody reads only when told to. */
class Unread {
  readonly texts: string[] = [];
  writableLength = 0;

  write(text: string): boolean {
    this.texts.push(text);
    this.writableLength += text.length;
    return true;
  }

  read(): string {
    this.writableLength = 0;
    return this.texts.splice(0).join('');
  }
}

test('R38: lines that nobody reads do not pile up, and it is said how many were lost', () => {
  const stream = new Unread();
  const sink = new BoundedSink(stream, () => new Date(0));
  for (let count = 0; count < 5_000; count += 1) sink.write(LINE);
  expect(stream.writableLength).toBeLessThan(1_100_000);
  const kept = stream.read().length / LINE.length;
  sink.write('again\n');
  sink.write('and again\n');
  expect(stream.read().split('\n')).toEqual([
    `{"level":"warn","time":"1970-01-01T00:00:00.000Z","msg":"${5_000 - kept} lines of the log were lost, because nobody read it"}`,
    'again',
    'and again',
    '',
  ]);
});
