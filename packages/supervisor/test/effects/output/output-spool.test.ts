import { closeSync, existsSync, openSync, statSync, truncateSync } from 'node:fs';
import { eventually, temporaryHome } from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { SpoolReader } from '../../../src/effects/output/spool-reader.ts';
import { ToldSpool } from './spool.ts';

const MIB = 1024 * 1024;

describe('a spool', () => {
  test('tells what is written as soon as it is, without any timer', async () => {
    await using home = temporaryHome();
    const told = new ToldSpool(`${home.path}/a.stdout`);
    told.spool.follow();
    for (const line of ['one\n', 'two\n', 'three']) {
      told.write(line);
      await eventually(() => expect(told.text.endsWith(line)).toBe(true));
    }
    // One timer only, for the look in ten seconds.
    expect([told.clock.now(), told.clock.pending]).toEqual([0, 1]);
    expect(await told.finish()).toEqual({ bytes: 13, lost: 0 });
    expect(told.clock.pending).toBe(0);
  });

  test('tells a character whole, however its bytes come, and keeps its place between characters', async () => {
    await using home = temporaryHome();
    const told = new ToldSpool(`${home.path}/a.stdout`);
    told.spool.follow();
    const bytes = Buffer.from('a€😀');
    for (const [index, byte] of bytes.entries()) {
      told.write([byte]);
      const whole = [1, 1, 1, 4, 4, 4, 4, 8][index];
      await eventually(() => expect(told.spool.offset).toBe(whole));
    }
    expect(told.texts).toEqual(['a', '€', '😀']);
    await told.finish();
  });

  test('tells NUL bytes, bytes that are no text, and a line of ten megabytes without an end', async () => {
    await using home = temporaryHome();
    const told = new ToldSpool(`${home.path}/a.stdout`);
    told.spool.follow();
    told.write([0x61, 0, 0x62, 0xff, 0x63]);
    for (let written = 0; written < 10; written += 1) told.write(Buffer.alloc(MIB, 'x'));
    told.write([0xe2, 0x82]);
    expect(await told.finish()).toEqual({ bytes: 10 * MIB + 7, lost: 0 });
    expect(told.text).toBe(`a\0b\uFFFDc${'x'.repeat(10 * MIB)}\uFFFD`);
    expect(Math.max(...told.texts.map((text) => text.length))).toBeLessThanOrEqual(65_536);
  });

  test('P34: ends with what was written until then: a descendant that goes on writing holds up nothing', async () => {
    await using home = temporaryHome();
    const path = `${home.path}/a.stdout`;
    const told = new ToldSpool(path, {
      onText: (text) => {
        told.texts.push(text);
        told.write('and on it writes\n');
      },
    });
    told.write('last words\n');
    expect(await told.finish()).toEqual({ bytes: 11, lost: 0 });
    expect(told.text).toBe('last words\n');
    expect(existsSync(path)).toBe(false);
  });

  test('P34: that cannot be read within two seconds is over all the same, and what was left is counted', async () => {
    await using home = temporaryHome();
    const told = new ToldSpool(`${home.path}/a.stdout`, {
      onText: (text) => {
        told.texts.push(text);
        // On this clock the disk needs two seconds for the first bytes.
        told.clock.advance(2000);
      },
    });
    for (let written = 0; written < 20; written += 1) told.write(Buffer.alloc(MIB, 'x'));
    const { bytes, lost } = await told.finish();
    expect(bytes).toBe(20 * MIB);
    expect(lost).toBeGreaterThan(0);
    expect(told.losses).toEqual([{ bytes: lost, why: 'It could not be read in time.' }]);
    expect(told.text.length).toBe(bytes - lost);
  });

  test('P33: that falls far behind goes on near the end, and counts what it left out', async () => {
    await using home = temporaryHome();
    const path = `${home.path}/a.stdout`;
    const told = new ToldSpool(path);
    // A file of holes: a gigabyte was written before anybody could read.
    truncateSync(path, 1024 * MIB);
    told.write('the end');
    told.spool.follow();
    const totals = await told.finish();
    expect(totals.bytes).toBe(1024 * MIB + 7);
    expect(told.losses).toHaveLength(1);
    expect(told.losses[0]).toMatchObject({ bytes: totals.lost, why: expect.stringContaining('faster') });
    expect(totals.bytes - totals.lost).toBe(told.text.length);
    expect(told.text.length).toBeLessThanOrEqual(64 * MIB);
    expect(told.text.endsWith('the end')).toBe(true);
  });

  test('goes on where another one stopped', async () => {
    await using home = temporaryHome();
    const path = `${home.path}/a.stdout`;
    const first = new ToldSpool(path);
    first.write('before €');
    first.spool.follow();
    await eventually(() => expect(first.text).toBe('before €'));
    const second = new ToldSpool(path, { from: first.spool.offset });
    second.write(' after');
    second.spool.follow();
    await eventually(() => expect(second.text).toBe(' after'));
    await second.finish();
    await first.finish();
  });

  test('is read in time when no notice comes, and begins anew when somebody emptied its file', async () => {
    await using home = temporaryHome();
    const path = `${home.path}/a.stdout`;
    const told = new ToldSpool(path);
    told.write('a long beginning');
    told.spool.follow();
    await eventually(() => expect(told.text).toBe('a long beginning'));
    truncateSync(path);
    told.write('anew');
    await eventually(() => {
      told.clock.advance(10_000);
      expect(told.text).toBe('a long beginninganew');
    });
    expect(await told.finish()).toEqual({ bytes: 20, lost: 0 });
  });
});

describe('a disk that fails', () => {
  test('P33: by taking no file leaves the child its null device, and that is told', async () => {
    const told = new ToldSpool(undefined);
    told.write('into the void');
    expect(told.losses).toEqual([]);
    told.spool.follow();
    expect(told.losses).toEqual([{ bytes: 0, why: 'There is no file.' }]);
    expect(told.spool.path).toBeUndefined();
    expect(await told.finish()).toEqual({ bytes: 0, lost: 0 });
  });

  test('P33: by giving nothing back is told once, and what is left at the end is counted', async () => {
    await using home = temporaryHome();
    // Reading a directory fails as reading from a broken disk does.
    const fd = openSync(home.path, 'r');
    const losses: [number, string][] = [];
    const reader = new SpoolReader({
      path: home.path,
      fd,
      from: 0,
      onText: () => expect.unreachable(),
      onLost: (bytes, why) => losses.push([bytes, why]),
    });
    await reader.read();
    await reader.read();
    expect(losses).toEqual([[0, expect.stringMatching(/^Output cannot be read \(EISDIR/)]]);
    await reader.readLast();
    const { size } = statSync(home.path);
    expect(reader.end('It could not be read.')).toBe(size);
    expect(losses.slice(1)).toEqual([[size, 'It could not be read.']]);
    closeSync(fd);
  });
});
