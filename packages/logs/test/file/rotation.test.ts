// Owns the proof that rotation keeps every line until the number of files ends it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LogBook } from '@mcpm/logs';
import { eventually } from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { ask, filesOf, linesOnDisk, openBook } from '../open-book.ts';

const output = (text: string) => ({ processId: 'pets', runId: 1, stream: 'stdout' as const, text });

/** Writes 50 lines at a time, and waits for the disk after each time, as a process does that is not in a hurry. */
async function writeSlowly(book: LogBook, times: number): Promise<void> {
  for (let i = 0; i < times; i += 1) {
    book.writeOutput(output(Array.from({ length: 50 }, (_, k) => `line ${i * 50 + k} ${'x'.repeat(60)}\n`).join('')));
    // A question that memory cannot answer waits until all lines can be read from the files.
    await book.query(ask({ processId: 'pets', until: '2000-01-01T00:00:00Z', after: 1, q: 'nothing' }));
  }
}

describe('rotation', () => {
  test('keeps every line once while there are fewer files than allowed', async () => {
    await using home = await openBook({ maxSize: '50k', maxFiles: 500, ringLines: 10 });
    await writeSlowly(home.book, 100);
    await home.book.close();
    expect(filesOf(home.directory).size).toBeGreaterThan(3);
    expect(linesOnDisk(home.directory).map((line) => line.seq)).toEqual(Array.from({ length: 5000 }, (_, i) => i + 1));
  });

  test('removes the oldest files beyond the number, and no other line', async () => {
    await using home = await openBook({ maxSize: '20k', maxFiles: 3, ringLines: 10 });
    await writeSlowly(home.book, 100);
    await eventually(() => expect(filesOf(home.directory).size).toBe(3));
    const found = await home.book.query(ask({ tail: 10_000 }));
    await home.book.close();
    const kept = linesOnDisk(home.directory).map((line) => line.seq);
    expect(kept.at(-1)).toBe(5000);
    expect(kept).toEqual(Array.from({ length: kept.length }, (_, i) => 5000 - kept.length + 1 + i));
    expect(found.map((line) => line.seq)).toEqual(kept);
  });

  test('counts the files of all dates, and a query finds lines of all dates', async () => {
    await using home = await openBook({ maxFiles: 3 });
    mkdirSync(join(home.directory, 'pets'), { recursive: true });
    ['2020-01-01.1', '2020-01-02.1', '2020-01-02.2'].forEach((name, index) => {
      const line = {
        seq: index + 1,
        at: `2020-01-0${Math.min(2, index + 1)}T00:00:00.000Z`,
        category: 'process',
        processId: 'pets',
        runId: 1,
        stream: 'stdout',
        text: `old ${index + 1}`,
      };
      writeFileSync(join(home.directory, 'pets', `log.${name}.log`), `${JSON.stringify(line)}\n`);
    });
    const book = await home.reopen();
    book.writeOutput(output('new\n'));
    expect((await book.query(ask({}))).map((line) => [line.seq, line.text])).toEqual([
      [2, 'old 2'],
      [3, 'old 3'],
      [4, 'new'],
    ]);
    expect([...filesOf(home.directory).keys()]).not.toContain('pets/log.2020-01-01.1.log');
  });

  test.each(['big', '10 m', '-1k', ''])('refuses the size %j by name', async (maxSize) => {
    await expect(openBook({ maxSize })).rejects.toMatchObject({ code: 'configuration_invalid' });
  });

  test.each([0, 1.5, Number.NaN])('refuses %j files by name', async (maxFiles) => {
    await expect(openBook({ maxFiles })).rejects.toMatchObject({ code: 'configuration_invalid' });
  });
});
