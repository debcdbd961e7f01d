import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RunnerOptions } from '@mcpm/domain';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DiskCache, openCache } from '../../src/document/disk-cache.ts';

let folder = '';
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'mcpm-cache-')), 'mcpm');
});
afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

const bytes = (text: string) => () => Buffer.from(text);

test('what was written is read again, by nobody but its owner', async () => {
  const cache = new DiskCache(folder, 'b1');
  cache.offer(() => 'k1', bytes('one'));
  await cache.write();
  expect(Buffer.from((await cache.read('k1'))!).toString()).toBe('one');
  expect((await stat(folder)).mode & 0o077).toBe(0);
  const [file] = await readdir(folder);
  expect((await stat(join(folder, file!))).mode & 0o077).toBe(0);
});

test.each([
  ['one byte is another', (entry: Buffer) => entry.fill(entry[9]! ^ 1, 9, 10)],
  ['its end is missing', (entry: Buffer) => entry.subarray(0, -20)],
  ['zeros stand in it', (entry: Buffer) => entry.fill(0, 20)],
  ['nothing is left', () => Buffer.alloc(0)],
])('an entry of which %s is none', async (_name, damage) => {
  const cache = new DiskCache(folder, 'b1');
  cache.offer(() => 'k1', bytes('what was compiled with much work, and is kept'));
  await cache.write();
  const file = join(folder, 'b1-k1.mcpm');
  await writeFile(file, damage(await readFile(file)));
  expect(await cache.read('k1')).toBeUndefined();
});

test('another build does not read it', async () => {
  const cache = new DiskCache(folder, 'b1');
  cache.offer(() => 'k1', bytes('one'));
  expect(cache.isEmpty).toBe(true);
  await cache.write();
  expect([cache.isEmpty, new DiskCache(folder, 'b2').isEmpty]).toEqual([false, true]);
  expect(await new DiskCache(folder, 'b2').read('k1')).toBeUndefined();
});

test('nothing is made of an offer that is never written', async () => {
  let made = 0;
  const cache = new DiskCache(folder, 'b1');
  cache.offer(
    () => 'k1',
    () => {
      made += 1;
      return Buffer.from('one');
    },
  );
  expect([made, await cache.read('k1')]).toEqual([0, undefined]);
});

test('a folder that cannot be written to costs nothing but the cache', async () => {
  await writeFile(folder, 'a file in the way');
  const cache = new DiskCache(folder, 'b1');
  cache.offer(() => 'k1', bytes('one'));
  await cache.write();
  expect(await cache.read('k1')).toBeUndefined();
});

test('of many entries those used last stay', async () => {
  await mkdir(folder, { recursive: true });
  const old = new Date(Date.now() - 86_400_000);
  for (let entry = 0; entry < 70; entry += 1) {
    const file = join(folder, `b1-old${entry}.mcpm`);
    await writeFile(file, 'old');
    await utimes(file, old, old);
  }
  const cache = new DiskCache(folder, 'b1');
  cache.offer(() => 'old7', bytes('old'));
  await cache.write();
  await utimes(join(folder, 'b1-old7.mcpm'), old, old);
  await cache.read('old7');
  cache.offer(() => 'k1', bytes('one'));
  await cache.write();
  const left = await readdir(folder);
  expect(left).toHaveLength(64);
  expect(left).toEqual(expect.arrayContaining(['b1-k1.mcpm', 'b1-old7.mcpm']));
});

test('files of others in the same folder are left alone', async () => {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'notes.txt'), 'mine');
  await chmod(join(folder, 'notes.txt'), 0o644);
  const cache = new DiskCache(folder, 'b1');
  cache.offer(() => 'k1', bytes('one'));
  await cache.write();
  expect((await readdir(folder)).toSorted()).toEqual(['b1-k1.mcpm', 'notes.txt']);
});

test('the source as it is keeps nothing unless a folder is named; --no-cache keeps nothing at all', () => {
  const options = RunnerOptions.parse({ openapi: 'a.yaml' });
  expect(openCache(options, {})).toBeUndefined();
  expect(openCache({ ...options, cacheDir: folder }, {})).toBeInstanceOf(DiskCache);
  expect(openCache({ ...options, cacheDir: folder, cache: false }, {})).toBeUndefined();
});

test('without a folder named it is where caches of the user are; an empty or relative variable is none, and where nobody is at home there is no cache', () => {
  const options = RunnerOptions.parse({ openapi: 'a.yaml' });
  const at = (env: Readonly<Record<string, string>>, home: () => string): string | undefined =>
    openCache(options, env, { build: 'b1', home })?.folder;
  const somewhere = (): string => '/home/rex';
  const nowhere = (): string => {
    throw new Error('uv_os_homedir returned ENOENT');
  };
  expect(at({}, somewhere)).toBe('/home/rex/.cache/mcpm');
  expect(at({ XDG_CACHE_HOME: '/caches' }, nowhere)).toBe('/caches/mcpm');
  expect(at({ XDG_CACHE_HOME: '' }, somewhere)).toBe('/home/rex/.cache/mcpm');
  expect(at({ XDG_CACHE_HOME: 'here' }, somewhere)).toBe('/home/rex/.cache/mcpm');
  expect(at({}, nowhere)).toBeUndefined();
});
