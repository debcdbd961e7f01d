import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cachedDataVersionTag } from 'node:v8';
import { temporaryHome } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { CodeUnits } from '../../src/life/code-units.ts';

const SOURCE = `(function (module, require, load, url) {
  const sum = (list) => list.reduce((all, one) => all + one, 0);
  module.exports = { sum, folderOf: () => require('node:path').basename(url), more: { other: () => load('./other.js') } };
})`;

function unitsIn(home: string) {
  mkdirSync(join(home, 'code'), { recursive: true });
  writeFileSync(join(home, 'first-1.cjs'), SOURCE);
  const loaded: string[] = [];
  const units = new CodeUnits(
    { files: { first: 'first-1.cjs' }, modules: { './first.js': ['first', 'more'] } },
    { folder: home, kept: join(home, 'code'), kind: 'stdio', load: (path) => Promise.resolve(loaded.push(path)) },
  );
  return { units, loaded, kept: () => readdirSync(join(home, 'code')) };
}

test('a part runs once, loads modules of Node and of the bundle, and is what a module in it is loaded from', async () => {
  await using home = temporaryHome();
  const { units, loaded } = unitsIn(home.path);
  const first = units.run('first') as { folderOf(): string; more: { other(): Promise<unknown> } };
  expect(units.run('first')).toBe(first);
  expect(first.folderOf()).toBe('first-1.cjs');
  expect(await units.load('./first.js')).toBe(first.more);
  await first.more.other();
  expect(loaded).toEqual(['./other.js']);
});

test('compiled code is kept with what ran, taken by the next process, and made again where it is damaged', async () => {
  await using home = temporaryHome();
  const first = unitsIn(home.path);
  first.units.run('first');
  first.units.keep();
  const [file = ''] = first.kept();
  const tag = cachedDataVersionTag().toString(16);
  expect(first.kept()).toEqual([`first-1.cjs-stdio-${process.version}-${process.arch}-${tag}`]);
  const path = join(home.path, 'code', file);
  const good = readFileSync(path);

  const damaged = good.map((byte, place) => (place === good.length >> 2 ? byte ^ 0xff : byte));
  writeFileSync(path, damaged);
  const second = unitsIn(home.path);
  expect((second.units.run('first') as { sum(list: number[]): number }).sum([1, 2])).toBe(3);
  second.units.keep();
  expect(second.kept()).toEqual([file]);
  expect(readFileSync(path)).not.toEqual(damaged);

  const third = unitsIn(home.path);
  third.units.run('first');
  writeFileSync(path, 'stays');
  third.units.keep();
  expect(readFileSync(path, 'utf8')).toBe('stays');
});

test('code of a start that ran more takes the place of what was kept, and then stays', async () => {
  await using home = temporaryHome();
  const large = `(function (module) { module.exports = { never: () => 1, much: (n) => { ${'n = n * 3 + 1; '.repeat(200)} return n; } }; })`;
  const open = () => {
    mkdirSync(join(home.path, 'code'), { recursive: true });
    for (const name of ['one', 'two']) writeFileSync(join(home.path, `${name}.cjs`), large.replace('never', name));
    const table = { files: { one: 'one.cjs', two: 'two.cjs' }, modules: {} };
    const load = () => Promise.resolve();
    return new CodeUnits(table, { folder: home.path, kept: join(home.path, 'code'), kind: 'stdio', load });
  };
  const kept = (part: string) => {
    const [file = ''] = readdirSync(join(home.path, 'code')).filter((name) => name.startsWith(part));
    return join(home.path, 'code', file);
  };
  const poor = open();
  poor.run('one');
  poor.keep();
  const before = readFileSync(kept('one')).length;

  const usual = open();
  (usual.run('one') as { much(n: number): number }).much(1);
  usual.keep();
  expect(readFileSync(kept('one'))).toHaveLength(before);

  const rich = open();
  (rich.run('one') as { much(n: number): number }).much(1);
  rich.run('two');
  rich.keep();
  expect(readFileSync(kept('one')).length).toBeGreaterThan(before * 1.1);

  const same = open();
  same.run('one');
  same.run('two');
  writeFileSync(kept('one'), 'stays');
  same.keep();
  expect(readFileSync(kept('one'), 'utf8')).toBe('stays');
});

test('a part that is missing, cut off or empty is named, with what to do', async () => {
  await using home = temporaryHome();
  const { units } = unitsIn(home.path);
  const file = join(home.path, 'first-1.cjs');
  for (const text of [SOURCE.slice(0, 100), '', undefined]) {
    if (text === undefined) rmSync(file);
    else writeFileSync(file, text);
    expect(() => units.run('first')).toThrow(`mcpm-runner is not whole, install it again: ${file} cannot be run (`);
  }
});

test('a folder that cannot be written to costs nothing but the code', async () => {
  await using home = temporaryHome();
  writeFileSync(join(home.path, 'first-1.cjs'), SOURCE);
  const units = new CodeUnits(
    { files: { first: 'first-1.cjs' }, modules: {} },
    { folder: home.path, kept: join(home.path, 'first-1.cjs'), kind: 'stdio', load: () => Promise.resolve() },
  );
  expect((units.run('first') as { sum(list: number[]): number }).sum([2, 2])).toBe(4);
  expect(() => units.keep()).not.toThrow();
});
