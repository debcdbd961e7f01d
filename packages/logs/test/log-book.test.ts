// Owns the proof of the book's daily work: lines in, lines kept, lines found, in memory, on disk and after a restart.
import { appendFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ask, filesOf, linesOnDisk, openBook, texts } from './open-book.ts';

const output = (text: string, processId = 'pets', runId = 1) => ({ processId, runId, stream: 'stderr' as const, text });
const system = (text: string) => ({ category: 'system' as const, stream: 'system' as const, text });

describe('the log book', () => {
  test('keeps a line of ours with all it says, in memory and as one line of NDJSON', async () => {
    await using home = await openBook({ now: () => new Date('2026-03-01T10:00:00.000Z') });
    home.book.write({
      category: 'operation',
      processId: 'pets',
      runId: 3,
      stream: 'system',
      level: 'warn',
      text: 'ann stopped "pets"\nby hand',
    });
    home.book.write({ ...system('at a time of its own'), at: '2026-03-01T11:00:00+02:00' });
    const lines = await home.book.query(ask({}));
    expect(lines).toEqual([
      {
        seq: 1,
        at: '2026-03-01T10:00:00.000Z',
        category: 'operation',
        processId: 'pets',
        runId: 3,
        stream: 'system',
        level: 'warn',
        text: 'ann stopped "pets"\nby hand',
      },
      { seq: 2, at: '2026-03-01T09:00:00.000Z', category: 'system', stream: 'system', text: 'at a time of its own' },
    ]);
    await home.book.close();
    expect(linesOnDisk(home.directory)).toEqual(lines.map((line) => ({ v: 1, ...line })));
  });

  test('files lines by process and date', async () => {
    await using home = await openBook();
    home.book.write(system('of nobody'));
    home.book.writeOutput(output('one\n', 'pets'));
    home.book.writeOutput(output('two\n', 'system'));
    home.book.writeOutput(output('three\n', '../../etc/passwd'));
    await home.book.close();
    const date = String.raw`log\.\d{4}-\d\d-\d\d\.1\.log`;
    const paths = [...filesOf(home.directory).keys()].sort();
    expect(paths).toEqual(
      ['%2e%2e%2F%2e%2e%2Fetc%2Fpasswd', '%73ystem', 'pets', 'system'].map((folder) =>
        expect.stringMatching(new RegExp(`^${folder}/${date}$`)),
      ),
    );
    expect(readdirSync(home.directory)).toHaveLength(4);
  });

  test('keeps our own lines from its level on, and all output of processes', async () => {
    await using home = await openBook({ level: 'warn' });
    home.book.write({ ...system('too quiet'), level: 'info' });
    home.book.write({ ...system('loud enough'), level: 'warn' });
    home.book.write(system('no level'));
    home.book.writeOutput(output('{"level":"debug","msg":"from the child"}\n'));
    expect(texts(await home.book.query(ask({})))).toEqual(['loud enough', 'no level', 'from the child']);
  });

  test('cuts a line over 64 KB and says how many bytes were left out', async () => {
    await using home = await openBook();
    home.book.writeOutput(output('é'.repeat(100_000)));
    home.book.writeOutput(output('\nnext\n'));
    const [long, next] = await home.book.query(ask({}));
    expect(long?.text).toBe(`${'é'.repeat(65_536)} … [${(100_000 - 65_536) * 2} bytes left out]`);
    expect(next?.text).toBe('next');
  });

  test('keeps what a run said last without ending the line', async () => {
    await using home = await openBook();
    home.book.writeOutput(output('Segmentation fau'));
    expect(home.book.lastLines('pets', 5)).toEqual([]);
    home.book.endRun('pets', 7);
    expect(home.book.lastLines('pets', 5)).toEqual([]);
    home.book.endRun('pets', 1);
    expect(texts(home.book.lastLines('pets', 5))).toEqual(['Segmentation fau']);
    home.book.writeOutput(output('left open at the end', 'pets', 2));
    const book = await home.reopen();
    expect(texts(await book.query(ask({})))).toEqual(['Segmentation fau', 'left open at the end']);
  });

  test('gives the last lines of one process from memory', async () => {
    await using home = await openBook();
    for (let i = 1; i <= 5; i += 1) {
      home.book.writeOutput(output(`a${i}\n`, 'a'));
      home.book.writeOutput(output(`b${i}\n`, 'b'));
    }
    expect(texts(home.book.lastLines('a', 3))).toEqual(['a3', 'a4', 'a5']);
    expect(home.book.lastLines('unknown', 3)).toEqual([]);
  });

  test('finds every one of 20,000 lines, of which memory holds the last thousand', async () => {
    await using home = await openBook({ ringLines: 1000, maxSize: '200k', maxFiles: 100 });
    for (let from = 0; from < 20_000; from += 100) {
      home.book.writeOutput(output(Array.from({ length: 100 }, (_, i) => `line ${from + i}\n`).join('')));
    }
    const newest = await home.book.query(ask({ tail: 10_000 }));
    const oldest = await home.book.query(ask({ tail: 10_000, until: '9999-01-01T00:00:00Z', processId: 'pets' }));
    expect(texts(newest)).toEqual(Array.from({ length: 10_000 }, (_, i) => `line ${10_000 + i}`));
    expect(oldest).toEqual(newest);
    const all = new Set<string>();
    for (const q of ['/[0-4]$/', '/[5-9]$/'])
      for (const line of await home.book.query(ask({ tail: 10_000, q }))) all.add(line.text);
    expect(all.size).toBe(20_000);
    expect(texts(await home.book.query(ask({ q: 'LINE 1234', tail: 3 })))).toEqual([
      'line 12347',
      'line 12348',
      'line 12349',
    ]);
  });

  test('goes on counting after a restart and still finds what was said before', async () => {
    await using home = await openBook();
    home.book.writeOutput(output('before 1\nbefore 2\n'));
    home.book.write(system('before 3'));
    const book = await home.reopen();
    book.writeOutput(output('after 4\n'));
    const lines = await book.query(ask({}));
    expect(lines.map((line) => [line.seq, line.text])).toEqual([
      [1, 'before 1'],
      [2, 'before 2'],
      [3, 'before 3'],
      [4, 'after 4'],
    ]);
    expect(texts(await book.query(ask({ after: 2 })))).toEqual(['before 3', 'after 4']);
  });

  test('goes on after a crash that cut the last line of a file', async () => {
    await using home = await openBook();
    home.book.writeOutput(output('whole\n'));
    await home.book.close();
    const [path] = filesOf(home.directory).keys();
    appendFileSync(join(home.directory, path ?? ''), '{"v":1,"seq":2,"te');
    const book = await home.reopen();
    book.writeOutput(output('next\n'));
    await book.close();
    const again = await home.reopen();
    expect((await again.query(ask({}))).map((line) => [line.seq, line.text])).toEqual([
      [1, 'whole'],
      [2, 'next'],
    ]);
  });

  test('closes the file of a process that is removed and still finds its lines', async () => {
    await using home = await openBook({ ringLines: 1 });
    home.book.writeOutput(output('last words'));
    await home.book.removeProcess('pets');
    home.book.write(system('later'));
    expect(texts(await home.book.query(ask({})))).toEqual(['last words', 'later']);
  });

  test('is not hurt by an echo that throws, and ignores lines after it was closed', async () => {
    const echoed: string[] = [];
    await using home = await openBook({
      echo: (line) => {
        echoed.push(line.text);
        throw new Error('The terminal is gone');
      },
    });
    home.book.write(system('one'));
    await home.book.close();
    home.book.write(system('two'));
    expect(echoed).toEqual(['one']);
  });
});
