// Owns which file a command is: looked up before the spawn, as the system would, so that a missing one is named and costs no process.
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, resolve } from 'node:path';
import { SpawnError } from './spawn-error.ts';

/** Where a command is looked for. */
export interface CommandPlace {
  /** The working directory of the child; default: ours. */
  readonly cwd: string | undefined;
  /** The PATH of the child; default: the system's usual one. */
  readonly path: string | undefined;
}

/** What `execvp` searches when there is no PATH. */
const DEFAULT_PATH = '/usr/bin:/bin';

/** The absolute path of an executable file, found as `execvp(3)` finds it. Throws `SpawnError` (ENOENT, EACCES, …) naming the command. */
export function resolveCommand(command: string, place: CommandPlace): string {
  checkDirectory(place.cwd);
  // Windows has endings and places of its own; its spawn knows them.
  if (process.platform === 'win32') return command;
  let worst = 'ENOENT';
  for (const file of candidates(command, place)) {
    const problem = problemOf(file);
    if (problem === undefined) return file;
    if (problem !== 'ENOENT') worst = problem;
  }
  throw new SpawnError(worst, detailOf(command, worst));
}

/** The absolute path of a program on a PATH; undefined when it is not there. */
export function findProgram(name: string, path: string | undefined): string | undefined {
  return candidates(name, { cwd: undefined, path }).find((file) => problemOf(file) === undefined);
}

/** What a spawn that failed with this code says. */
export function detailOf(command: string, code: string): string {
  if (code === 'ENOENT' && !command.includes('/')) return `The command ${command} was not found on PATH (ENOENT).`;
  if (code === 'ENOENT') return `The file ${command} does not exist (ENOENT).`;
  if (code === 'EACCES') return `The file ${command} may not be executed (EACCES).`;
  return `${command} could not be started (${code}).`;
}

function candidates(command: string, { cwd = '', path = DEFAULT_PATH }: CommandPlace): readonly string[] {
  const places = command.includes('/') ? [''] : path.split(delimiter);
  return places.map((directory) => locate(cwd, directory, command)).filter((file) => file !== undefined);
}

// Undefined when it is meant from our own directory, and that was removed.
function locate(...parts: readonly string[]): string | undefined {
  try {
    return resolve(...parts);
  } catch {
    // Only the look at our own directory throws (ENOENT).
    return undefined;
  }
}

// The system's code of why this file cannot be executed; undefined when it can.
function problemOf(file: string): string | undefined {
  try {
    const stat = statSync(file, { throwIfNoEntry: false });
    if (!stat) return 'ENOENT';
    if (!stat.isFile()) return 'EACCES';
    accessSync(file, constants.X_OK);
    return undefined;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'EINVAL';
  }
}

function checkDirectory(cwd: string | undefined): void {
  if (cwd === undefined) return;
  const stat = statSync(cwd, { throwIfNoEntry: false });
  if (!stat) throw new SpawnError('ENOENT', `The working directory ${cwd} does not exist.`);
  if (!stat.isDirectory()) throw new SpawnError('ENOENT', `The working directory ${cwd} is not a directory.`);
}
