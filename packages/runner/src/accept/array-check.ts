// Owns the keywords about lists.
import { never, type Check, type CompileInner, type Schema } from './check.ts';

/** The check of a list and its items; values of other kinds pass. */
export function arrayCheck(
  { items, minItems, maxItems, uniqueItems }: Schema,
  compile: CompileInner,
): Check | undefined {
  const [least, most] = [minItems ?? 0, maxItems ?? Infinity];
  if (typeof least !== 'number' || typeof most !== 'number') return never;
  if (items === undefined && minItems === undefined && maxItems === undefined && uniqueItems !== true) return undefined;
  const each = items === undefined ? undefined : compile(items);
  return (value, budget) => {
    if (!Array.isArray(value)) return true;
    const list: readonly unknown[] = value;
    budget.steps -= list.length;
    if (list.length < least || list.length > most || budget.steps < 0) return false;
    if (uniqueItems === true && !isDistinct(list)) return false;
    return each === undefined || list.every((item) => each(item, budget));
  };
}

/** Whether all items differ, as far as that is plain to see: objects may be equal without being the same. */
function isDistinct(list: readonly unknown[]): boolean {
  if (list.length < 2) return true;
  return new Set(list).size === list.length && list.every((item) => typeof item !== 'object' || item === null);
}
