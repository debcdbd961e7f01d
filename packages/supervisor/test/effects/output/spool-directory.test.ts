import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { temporaryHome } from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { SpoolDirectory } from '../../../src/effects/output/spool-directory.ts';

describe('the directory of the spools', () => {
  test('gives fresh private files in a private directory, which is made when it is needed', async () => {
    await using home = temporaryHome();
    const spools = new SpoolDirectory(`${home.path}/run/output`);
    expect(existsSync(`${home.path}/run`)).toBe(false);
    const [one, two] = [spools.newFile('stdout')!.path, spools.newFile('stderr')!.path];
    expect(one).not.toBe(two);
    expect(statSync(one).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(one)).mode & 0o777).toBe(0o700);
    await spools.remove();
    expect(readdirSync(`${home.path}/run/output`)).toHaveLength(2);
  });

  test('is a temporary one of its own where the one that is wanted takes no file, and is removed at the end', async () => {
    const spools = new SpoolDirectory(`${import.meta.filename}/run`);
    const path = spools.newFile('stdout')!.path;
    expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
    expect(dirname(spools.newFile('stderr')!.path)).toBe(dirname(path));
    await spools.remove();
    expect(existsSync(dirname(path))).toBe(false);
  });

  test('is made again when somebody removed it', async () => {
    const spools = new SpoolDirectory();
    const first = spools.newFile('stdout')!.path;
    rmSync(dirname(first), { recursive: true });
    expect(existsSync(spools.newFile('stdout')!.path)).toBe(true);
    await spools.remove();
  });

  test('loses what an earlier supervisor left, but not what is kept or was never a spool', async () => {
    await using home = temporaryHome();
    const earlier = new SpoolDirectory(home.path);
    const [left, adopted] = [earlier.newFile('stdout')!.path, earlier.newFile('stderr')!.path];
    writeFileSync(`${home.path}/lock`, '');
    await new SpoolDirectory(home.path).sweep(new Set([adopted]));
    expect(existsSync(left)).toBe(false);
    expect(readdirSync(home.path).toSorted()).toEqual([adopted.slice(home.path.length + 1), 'lock'].toSorted());
    await new SpoolDirectory(`${home.path}/never-made`).sweep(new Set());
    await new SpoolDirectory().sweep(new Set());
  });
});
