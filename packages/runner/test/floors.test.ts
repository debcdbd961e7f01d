// No folder imports from one above it: what two folders both need stands beneath both.
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../src');

/** The folders each folder imports from, types included. */
function importsOf(folderOf: (file: string) => string): ReadonlyMap<string, ReadonlySet<string>> {
  const imports = new Map<string, Set<string>>();
  for (const file of globSync('**/*.ts', { cwd: root })) {
    const from = folderOf(file);
    const known = imports.get(from) ?? new Set();
    imports.set(from, known);
    for (const [, path = ''] of readFileSync(join(root, file), 'utf8').matchAll(/(?:from |import\()'(\.[^']+)'/g)) {
      const to = folderOf(normalize(join(dirname(file), path)));
      if (to !== from) known.add(to);
    }
  }
  return imports;
}

/** A way that leads back to where it began, if there is one. */
function circleIn(imports: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] | undefined {
  const done = new Set<string>();
  const walk = (folder: string, way: readonly string[]): readonly string[] | undefined => {
    if (way.includes(folder)) return [...way.slice(way.indexOf(folder)), folder];
    if (done.has(folder)) return undefined;
    for (const next of imports.get(folder) ?? []) {
      const circle = walk(next, [...way, folder]);
      if (circle !== undefined) return circle;
    }
    done.add(folder);
    return undefined;
  };
  return [...imports.keys()].map((folder) => walk(folder, [])).find((circle) => circle !== undefined);
}

test.each([
  ['room', (file: string) => file.split('/').slice(0, -1)[0] ?? '.'],
  ['folder', (file: string) => dirname(file)],
] as const)('no %s of the source leads back to itself', (_kind, folderOf) => {
  const imports = importsOf(folderOf);
  expect(imports.size).toBeGreaterThan(15);
  expect(circleIn(imports)).toBeUndefined();
});
