// Names the arguments of a tool: one key for each parameter, whatever it is called on the wire.
import { createHash } from 'node:crypto';
import type { Parameter } from '../ir/operation.ts';

/** The argument that carries the body. */
export const BODY_ARGUMENT = 'body';

/** Longest key that all clients accept. */
const MAX_KEY = 64;

/**
 * One key for each parameter, in their order, matching `^[a-zA-Z0-9_.-]{1,64}$`. A key is the parameter's name; where a name occurs in several places, or the
 * body needs it, each of them is followed by its place: `id_path`, `id_query`. Depends on the parameters of this operation only, not on their order.
 */
export function nameArguments(parameters: readonly Parameter[], hasBody: boolean): readonly string[] {
  const keys = parameters.map((parameter) => clean(parameter));
  const taken = repeated(keys, hasBody);
  const first = keys.map((key, index) => (taken.has(key) ? cut(`${key}_${parameters[index]!.in}`) : key));
  const still = repeated(first, hasBody);
  return first.map((key, index) => (still.has(key) ? withHash(key, parameters[index]!) : key));
}

/** The keys that occur more than once, the argument of the body included. */
function repeated(keys: readonly string[], hasBody: boolean): ReadonlySet<string> {
  const seen = new Set(hasBody ? [BODY_ARGUMENT] : []);
  const twice = new Set<string>();
  for (const key of keys) {
    if (seen.has(key)) twice.add(key);
    seen.add(key);
  }
  return twice;
}

function clean(parameter: Parameter): string {
  // A validator may refuse to look at the one name that objects have a use of their own for.
  if (/^[a-zA-Z0-9_.-]{1,64}$/.test(parameter.name) && parameter.name !== '__proto__') return parameter.name;
  const key = parameter.name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-zA-Z0-9_.-]+/g, '_')
    .replaceAll(/^_+|_+$/g, '');
  return key === '' ? withHash(parameter.in, parameter) : key.length > MAX_KEY ? withHash(key, parameter) : key;
}

function cut(key: string): string {
  return key.slice(0, MAX_KEY);
}

function withHash(key: string, parameter: Parameter): string {
  const hash = createHash('sha256').update(`${parameter.in} ${parameter.name}`).digest('hex').slice(0, 8);
  return `${key.slice(0, MAX_KEY - 9)}_${hash}`;
}
