// Says which properties an input must have, without the ones it does not have.
import { objectOr, stringsOf } from '../../load/json-object.ts';
import type { HiddenNames } from './read-only.ts';

/** Which names are required, without those that inputs do not have. */
export function requiredNames(value: unknown, hidden: HiddenNames | undefined): readonly string[] | undefined {
  if (value === undefined) return undefined;
  const names = [...new Set(stringsOf(value))].filter((name) => !hidden?.notRequired.has(name));
  return names.length > 0 ? names : undefined;
}

/** Which names are required beside others, without the names that inputs do not have. */
export function dependentNames(
  value: unknown,
  hidden: HiddenNames | undefined,
): Readonly<Record<string, readonly string[]>> | undefined {
  if (value === undefined) return undefined;
  const offered = (name: string): boolean => !hidden?.notRequired.has(name);
  const needs = Object.entries(objectOr(value))
    .map(([name, names]) => [name, [...new Set(stringsOf(names))].filter(offered)] as const)
    .filter(([name, names]) => offered(name) && names.length > 0);
  return needs.length === 0 ? undefined : Object.fromEntries(needs);
}
