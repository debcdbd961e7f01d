// Owns the witness of "never two": a directory with one append-only file for each id, in which every incarnation writes itself down and looks for the others.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProcessSpecInput } from '@mcpm/domain';
import { readStat } from '../../src/effects/end/process-stat.ts';

const program = fileURLToPath(new URL('../programs/takes-a-place.sh', import.meta.url));

/** What an incarnation does once it has written itself down. */
export type Conduct =
  | readonly ['stays']
  | readonly ['deaf']
  | readonly ['rests']
  | readonly ['crashes' | 'exits', number]
  | readonly ['needs', string];

/** A small child, of a few milliseconds, that witnesses; `directory` holds the files. */
export function witness(
  directory: string,
  id: string,
  { conduct = ['stays'], ...changes }: Partial<ProcessSpecInput> & { readonly conduct?: Conduct } = {},
): ProcessSpecInput {
  const args = [program, join(directory, id), ...conduct.map(String)];
  return { id, command: '/bin/sh', args, managed: true, ...changes };
}

/** The same, but it outlives its supervisor; `probe` says at once that it is ready. */
export function survivor(directory: string, id: string, changes: Partial<ProcessSpecInput> = {}): ProcessSpecInput {
  return witness(directory, id, { conduct: ['rests'], managed: false, survive: true, probe: 'at once', ...changes });
}

/** The probe of survivors. */
export const probes = { 'at once': { check: async (): Promise<void> => undefined } };

/** The incarnations of an id so far, oldest first. */
export function incarnations(directory: string, id: string): readonly { pid: number; ticks: number }[] {
  return linesOf(directory, id)
    .filter((line) => !line.startsWith('two'))
    .map((line) => line.split(' ').map(Number))
    .map(([pid = 0, ticks = 0]) => ({ pid, ticks }));
}

/** The incarnations of an id that met another one alive: `two <pid> <pid>`. */
export function meetings(directory: string, id: string): readonly string[] {
  return linesOf(directory, id).filter((line) => line.startsWith('two'));
}

/** The incarnations of an id that are alive now. */
export function alive(directory: string, id: string): readonly number[] {
  return incarnations(directory, id)
    .filter(({ pid, ticks }) => {
      const stat = readStat(pid);
      return stat !== undefined && stat.startTicks === ticks && stat.state !== 'Z' && stat.state !== 'X';
    })
    .map(({ pid }) => pid);
}

function linesOf(directory: string, id: string): readonly string[] {
  const file = join(directory, id);
  if (!existsSync(file)) return [];
  // A line that is being written now has no end yet.
  return readFileSync(file, 'utf8').split('\n').slice(0, -1);
}
