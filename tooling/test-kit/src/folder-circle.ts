// Owns the question whether the folders of a source tree stand on floors: whether no way of imports leads back to where it began.
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** How files are put together; a file of the tree is named by its path below the root. */
export type FolderOf = (file: string) => string;

/** The topmost folder a file is in; `.` for the files of the root. */
export const roomOf: FolderOf = (file) => file.split('/').slice(0, -1)[0] ?? '.';

/** The folder a file is in. */
export const folderOf: FolderOf = dirname;

/** A way of imports, types included, that leads back to the folder it began in; undefined when there is none. Throws when there are not at least `atLeast` folders: then the wrong tree was looked at. */
export function folderCircle(root: string, groupOf: FolderOf, atLeast: number): readonly string[] | undefined {
  const imports = importsOf(root, groupOf);
  if (imports.size < atLeast) throw new RangeError(`${root} has only ${imports.size} folders`);
  return circleIn(imports);
}

function importsOf(root: string, groupOf: FolderOf): ReadonlyMap<string, ReadonlySet<string>> {
  const imports = new Map<string, Set<string>>();
  for (const file of globSync('**/*.ts', { cwd: root })) {
    const from = groupOf(file);
    const known = imports.get(from) ?? new Set();
    imports.set(from, known);
    for (const [, path = ''] of readFileSync(join(root, file), 'utf8').matchAll(/(?:from |import\()'(\.[^']+)'/g)) {
      const to = groupOf(normalize(join(dirname(file), path)));
      if (to !== from) known.add(to);
    }
  }
  return imports;
}

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
