// Owns the proof that a disk that refuses lines never stops the book, and is reported once.
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually, temporaryHome } from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { M35 } from '../promises.ts';
import { ask, linesOnDisk, openBook, texts } from '../open-book.ts';

const output = (text: string) => ({ processId: 'pets', runId: 1, stream: 'stdout' as const, text });

describe('a disk that refuses', () => {
  test('because the directory cannot be made: lines stay in memory and a system line says so once', async () => {
    await using place = temporaryHome();
    writeFileSync(join(place.path, 'logs'), 'a file where the directory should be');
    await using home = await openBook({ directory: join(place.path, 'logs') });
    for (let i = 0; i < 100; i += 1) home.book.writeOutput(output(`line ${i}\n`));
    await eventually(async () => expect(await home.book.query(ask({ category: 'system' }))).toHaveLength(1));
    expect(texts(await home.book.query(ask({ category: 'system' })))[0]).toContain('Trouble with the log files');
    expect(await home.book.query(ask({ category: 'process' }))).toHaveLength(100);
  });

  test.runIf(existsSync('/dev/full'))(`because it is full: ${M35}`, async () => {
    await using home = await openBook();
    home.book.writeOutput(output('first\n'));
    await home.book.removeProcess('pets');
    const folder = join(home.directory, 'pets');
    const [name] = readdirSync(folder);
    const path = join(folder, name ?? '');
    rmSync(path);
    symlinkSync('/dev/full', path);
    home.book.writeOutput(output('the first that is refused\n'));
    await eventually(async () => expect(await home.book.query(ask({ category: 'system' }))).toHaveLength(1));
    for (let i = 0; i < 400; i += 1) home.book.writeOutput(output(`${'x'.repeat(60_000)}\n`));
    expect(home.book.droppedLines).toBeGreaterThan(200);
    expect(home.book.droppedLines).toBeLessThan(400);
    const said = await home.book.query(ask({ category: 'system' }));
    expect(texts(said)).toEqual([expect.stringContaining('ENOSPC')]);
    expect(home.book.lastLines('pets', 1000).length).toBeGreaterThan(300);
  });

  test('and takes lines again before the book closes gets all that waited', async () => {
    await using place = temporaryHome();
    const directory = join(place.path, 'logs');
    writeFileSync(directory, 'in the way');
    await using home = await openBook({ directory });
    home.book.writeOutput(output('while it refused\n'));
    await eventually(async () => expect(await home.book.query(ask({ category: 'system' }))).toHaveLength(1));
    rmSync(directory);
    mkdirSync(directory);
    // Closing is the last try; nothing that waited is lost.
    const book = await home.reopen();
    expect(texts(await book.query(ask({ processId: 'pets' })))).toEqual(['while it refused']);
  });

  test('because a child floods it: what was dropped is counted, said once, and over when the disk has caught up', async () => {
    await using home = await openBook();
    // Within one turn the disk cannot take anything.
    for (let i = 0; i < 200; i += 1) home.book.writeOutput(output(`${'x'.repeat(60_000)}\n`));
    const dropped = home.book.droppedLines;
    expect(dropped).toBeGreaterThan(50);
    await eventually(async () => {
      const said = texts(await home.book.query(ask({ category: 'system' })));
      expect(said).toEqual([
        expect.stringContaining('faster than the disk'),
        expect.stringContaining(`${dropped} lines were dropped`),
      ]);
    });
    await home.book.close();
    expect(linesOnDisk(home.directory).filter((line) => line.category === 'process')).toHaveLength(200 - dropped);
  });
});
