import { chmodSync, existsSync, mkdirSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryHome } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { codeFolder } from '../../src/life/code-folder.ts';
import { forgetOldCode } from '../../src/life/old-code.ts';

test('code is kept in the caches of the user, in a folder that nobody else may open', async () => {
  await using home = temporaryHome();
  const folder = join(home.path, '.cache', 'mcpm', 'code');
  expect(codeFolder({ HOME: home.path })).toBe(folder);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(codeFolder({ HOME: home.path })).toBe(folder);
  expect(codeFolder({ HOME: home.path, XDG_CACHE_HOME: 'relative' })).toBe(folder);
});

test('the variables of Node for compiled code count: one names another folder, one wants none', async () => {
  await using home = temporaryHome();
  const named = join(home.path, 'named');
  expect(codeFolder({ HOME: home.path, NODE_COMPILE_CACHE: named })).toBe(join(named, 'mcpm', 'code'));
  expect(codeFolder({ HOME: home.path, NODE_COMPILE_CACHE: named, NODE_DISABLE_COMPILE_CACHE: '1' })).toBeUndefined();
  expect(existsSync(join(home.path, '.cache'))).toBe(false);
});

test('no code is kept where others may write, where a link leads, or where there is no folder', async () => {
  await using home = temporaryHome();
  const open = join(home.path, 'open');
  mkdirSync(join(open, 'mcpm', 'code'), { recursive: true });
  chmodSync(join(open, 'mcpm', 'code'), 0o777);
  expect(codeFolder({ XDG_CACHE_HOME: open })).toBeUndefined();
  chmodSync(join(open, 'mcpm', 'code'), 0o700);
  expect(codeFolder({ XDG_CACHE_HOME: open })).toBe(join(open, 'mcpm', 'code'));
  chmodSync(join(open, 'mcpm'), 0o770);
  expect(codeFolder({ XDG_CACHE_HOME: open })).toBeUndefined();

  const linked = join(home.path, 'linked');
  mkdirSync(linked);
  chmodSync(join(open, 'mcpm'), 0o700);
  symlinkSync(join(open, 'mcpm'), join(linked, 'mcpm'));
  expect(codeFolder({ XDG_CACHE_HOME: linked })).toBeUndefined();

  chmodSync(open, 0o777);
  expect(codeFolder({ XDG_CACHE_HOME: open })).toBeUndefined();
  // As /tmp is: what is in it can be changed for something else by its owner only.
  chmodSync(open, 0o1777);
  expect(codeFolder({ XDG_CACHE_HOME: open })).toBe(join(open, 'mcpm', 'code'));

  symlinkSync(join(home.path, 'nowhere'), join(home.path, 'dangling'));
  expect(codeFolder({ XDG_CACHE_HOME: join(home.path, 'dangling') })).toBeUndefined();
  writeFileSync(join(home.path, 'file'), '');
  expect(codeFolder({ XDG_CACHE_HOME: join(home.path, 'file') })).toBeUndefined();
  expect(codeFolder({})).toBeUndefined();
});

test('code that was written more than 30 days ago is let go, that of modules too', async () => {
  await using home = temporaryHome();
  const now = Date.UTC(2030, 0, 31);
  const write = (name: string, days: number) => {
    const path = join(home.path, name);
    if (name.startsWith('v')) mkdirSync(path);
    writeFileSync(name.startsWith('v') ? join(path, 'module') : path, '');
    utimesSync(path, new Date(now - days * 86_400_000), new Date(now - days * 86_400_000));
  };
  write('start-1.cjs', 31);
  write('start-2.cjs', 29);
  write('v24', 31);
  write('v26', 29);
  forgetOldCode(home.path, now);
  expect(['start-1.cjs', 'start-2.cjs', 'v24', 'v26'].map((name) => existsSync(join(home.path, name)))).toEqual([
    false,
    true,
    false,
    true,
  ]);
  forgetOldCode(join(home.path, 'not-there'), now);
});
