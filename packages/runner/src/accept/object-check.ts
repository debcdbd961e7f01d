// Owns the keywords about objects.
import { isInherited, isObject, never, type Check, type CompileInner, type Schema } from './check.ts';

/** The check of an object's members; values of other kinds pass. */
export function objectCheck(schema: Schema, compile: CompileInner): Check | undefined {
  const { properties, required, additionalProperties, propertyNames, minProperties, maxProperties } = schema;
  const said = [properties, required, additionalProperties, propertyNames, minProperties, maxProperties];
  if (said.every((value) => value === undefined)) return undefined;
  const [least, most] = [minProperties ?? 0, maxProperties ?? Infinity];
  const needed: readonly unknown[] | undefined =
    required === undefined ? [] : Array.isArray(required) ? required : undefined;
  if (typeof least !== 'number' || typeof most !== 'number' || needed === undefined) return never;
  const names = needed.filter((name) => typeof name === 'string');
  if (names.length < needed.length || (properties !== undefined && !isObject(properties))) return never;
  const members = new Map<string, Check>();
  for (const name of Object.keys(properties ?? {})) {
    // Validators look for these on the prototype too.
    if (isInherited(name)) return never;
    members.set(name, compile(properties?.[name]));
  }
  const others =
    additionalProperties === undefined
      ? undefined
      : additionalProperties === false
        ? never
        : compile(additionalProperties);
  const named = propertyNames === undefined ? undefined : compile(propertyNames);
  return (value, budget) => {
    if (!isObject(value)) return true;
    for (const name of names) if (!Object.hasOwn(value, name)) return false;
    const keys = Object.keys(value);
    budget.steps -= keys.length;
    if (keys.length < least || keys.length > most || budget.steps < 0) return false;
    for (const key of keys) {
      if (named !== undefined && !named(key, budget)) return false;
      const member = members.get(key) ?? others;
      if (member !== undefined && !member(value[key], budget)) return false;
    }
    return true;
  };
}
