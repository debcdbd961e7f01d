import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryHome } from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { findProgram, resolveCommand } from '../../../src/effects/launch/resolve-command.ts';
import { Launch } from './launch.ts';

/** A directory with a program, a file without the right to be executed, and a directory, in two places of a PATH. */
function place() {
  const home = temporaryHome();
  const [first, second] = [join(home.path, 'first'), join(home.path, 'second')];
  for (const directory of [first, second, join(first, 'nested'), join(first, 'both')]) mkdirSync(directory);
  for (const file of [join(second, 'program'), join(second, 'both')])
    writeFileSync(file, '#!/bin/sh\necho ran\n', { mode: 0o755 });
  writeFileSync(join(first, 'plain'), '');
  symlinkSync('nowhere', join(first, 'dangling'));
  return { home, first, second, path: `${first}:${second}` };
}

describe('a command', () => {
  test('is found on the PATH of the child, past what cannot be executed', async () => {
    const { home, first, second, path } = place();
    await using _ = home;
    expect(resolveCommand('program', { cwd: undefined, path })).toBe(join(second, 'program'));
    expect(resolveCommand('both', { cwd: undefined, path })).toBe(join(second, 'both'));
    expect(resolveCommand('second/program', { cwd: home.path, path: undefined })).toBe(join(second, 'program'));
    expect(resolveCommand('program', { cwd: second, path: ':/usr/bin' })).toBe(join(second, 'program'));
    expect(resolveCommand('sh', { cwd: undefined, path: undefined })).toMatch(/bin\/sh$/);
    expect(findProgram('program', path)).toBe(join(second, 'program'));
    expect(findProgram('plain', first)).toBeUndefined();
  });

  test.each([
    ['not on PATH', 'nobody', 'ENOENT', 'The command nobody was not found on PATH (ENOENT).'],
    ['a missing file', '/no/such/file', 'ENOENT', 'The file /no/such/file does not exist (ENOENT).'],
    ['a link to nowhere', 'dangling', 'ENOENT', 'The command dangling was not found on PATH (ENOENT).'],
    ['a file that may not be executed', 'plain', 'EACCES', 'The file plain may not be executed (EACCES).'],
    ['a directory', 'nested', 'EACCES', 'The file nested may not be executed (EACCES).'],
    ['too long a name', 'x'.repeat(300), 'ENAMETOOLONG', 'could not be started (ENAMETOOLONG).'],
  ])('P10: that is %s is refused, naming it', async (_, command, systemCode, message) => {
    const { home, path } = place();
    await using _home = home;
    const resolve = () => resolveCommand(command, { cwd: undefined, path });
    expect(resolve).toThrow(expect.objectContaining({ code: 'process_spawn_failed', systemCode }));
    expect(resolve).toThrow(message);
  });

  test('P10: with a working directory that is none is refused, naming the directory', async () => {
    const { home, first } = place();
    await using _ = home;
    const resolveIn = (cwd: string) => () => resolveCommand('sh', { cwd, path: undefined });
    expect(resolveIn('/no/such/directory')).toThrow('The working directory /no/such/directory does not exist.');
    expect(resolveIn(join(first, 'plain'))).toThrow(
      `The working directory ${join(first, 'plain')} is not a directory.`,
    );
  });

  test.each([
    ['argument 2', { command: 'echo', args: ['a', 's3cret\0b'] }],
    ['the variable A', { command: 'echo', env: { A: 's3cret\0b' } }],
    ['its name', { command: 'echo\0b' }],
    ['its working directory', { command: 'echo', cwd: '/\0' }],
  ])('P10: with a null byte in %s is refused', async (part, spec) => {
    const launching = Launch.of({ ...spec, containment: 'group' });
    const message = expect.stringMatching(new RegExp(`^echo.* cannot be started: ${part} holds a null byte\\.$`));
    await expect(launching).rejects.toMatchObject({ systemCode: 'EINVAL', message });
  });

  test('P10: whose arguments are more than the system takes is refused', async () => {
    const launching = Launch.of({ command: 'echo', args: ['x'.repeat(3_000_000)], containment: 'group' });
    await expect(launching).rejects.toMatchObject({
      systemCode: 'E2BIG',
      message: 'echo could not be started (E2BIG).',
    });
  });

  test('that is a script without an interpreter line is run by the shell, as ever', async () => {
    await using home = temporaryHome();
    const file = join(home.path, 'script');
    writeFileSync(file, 'echo ran "$1"\n');
    chmodSync(file, 0o755);
    await using launch = await Launch.of({ command: file, args: ['well'], containment: 'group' });
    expect(await launch.line()).toBe('ran well');
  });
});
