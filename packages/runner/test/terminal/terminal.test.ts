import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { showLoading } from '../../src/terminal/loading-line.ts';
import { textTable, wrap } from '../../src/terminal/text-table.ts';
import { paintFor, printable } from '../../src/terminal/terminal.ts';

function screen(isTTY: boolean) {
  const written: string[] = [];
  return { isTTY, columns: 80, written, write: (text: string) => written.push(text) };
}

test('a table fits its width: the widest column gives way, numbers stand to the right', () => {
  const columns = [
    { title: 'NAME', shrinks: true },
    { title: 'N', right: true },
  ] as const;
  const lines = textTable(
    columns,
    [
      ['a'.repeat(40), '7'],
      ['b', '1000'],
    ],
    24,
  );
  expect(lines).toEqual(['NAME                   N', `${'a'.repeat(17)}…     7`, 'b                   1000']);
});

test('long texts are wrapped with an indent', () => {
  expect(wrap('one two three four', 9, '  ')).toEqual(['one two', '  three', '  four']);
});

test('texts of a document cannot steer a terminal', () => {
  expect(printable('a\u001B[2J\nb\u202E')).toBe('a\\u001b[2J b\\u202e');
});

test('there are no colours without a terminal, and none where NO_COLOR is set', () => {
  expect(paintFor({ ...screen(true), isTTY: true }, {}).bold('x')).toBe('\u001B[1mx\u001B[0m');
  expect(paintFor(screen(false), {}).bold('x')).toBe('x');
  expect(paintFor(screen(true), { NO_COLOR: '1' }).bold('x')).toBe('x');
});

test('R34: a line shows what takes long, without passwords, and goes when it is done; quick work and pipes show nothing', async () => {
  const [slow, quick, pipe] = [screen(true), screen(true), screen(false)];
  const done = await Promise.all([
    showLoading(slow, 'Reading http://user:top-secret@a.test/pets.yaml', pause(450, 'slow')),
    showLoading(quick, 'Reading', Promise.resolve('quick')),
    showLoading(pipe, 'Reading', pause(450, 'pipe')),
  ]);
  expect(done).toEqual(['slow', 'quick', 'pipe']);
  expect(slow.written[0]).toContain('Reading http://***@a.test/pets.yaml');
  expect(slow.written.at(-1)).toBe('\r\u001B[K');
  expect([...quick.written, ...pipe.written]).toEqual([]);
});
