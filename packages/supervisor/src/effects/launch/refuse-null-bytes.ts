// Owns the refusal of null bytes: the system ends every string of a command there.
import type { ProcessSpec } from '@mcpm/domain';
import { SpawnError } from './spawn-error.ts';

/** Throws `SpawnError` (EINVAL) saying which part of the command holds a null byte, and not what else is in it. */
export function refuseNullBytes({ command, args, cwd = '', env }: ProcessSpec): void {
  const parts: readonly (readonly [string, string])[] = [
    ['its name', command],
    ['its working directory', cwd],
    ...args.map((arg, index) => [`argument ${index + 1}`, arg] as const),
    ...Object.entries(env).map(([name, value]) => [`the variable ${visible(name)}`, `${name}${value}`] as const),
  ];
  const [bad] = parts.find(([, text]) => text.includes('\0')) ?? [];
  if (bad) throw new SpawnError('EINVAL', `${visible(command)} cannot be started: ${bad} holds a null byte.`);
}

function visible(text: string): string {
  return text.replaceAll('\0', '\\0');
}
