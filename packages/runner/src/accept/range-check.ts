// Owns the keywords about numbers.
import { never, type Check, type Schema } from './check.ts';

type Holds = (value: number, bound: number) => boolean;

const RANGES: readonly (readonly [keyword: string, holds: Holds])[] = [
  ['minimum', (value, bound) => value >= bound],
  ['maximum', (value, bound) => value <= bound],
  ['exclusiveMinimum', (value, bound) => value > bound],
  ['exclusiveMaximum', (value, bound) => value < bound],
  // Validators forgive what computing with fractions adds; whatever is not plainly a multiple is theirs to judge.
  ['multipleOf', (value, bound) => value % bound === 0],
];

/** The checks of the bounds of numbers; values of other kinds pass. */
export function rangeChecks(schema: Schema): readonly Check[] {
  return RANGES.flatMap(([keyword, holds]) => {
    const bound = schema[keyword];
    if (bound === undefined) return [];
    if (typeof bound !== 'number') return [never];
    return [(value: unknown) => typeof value !== 'number' || holds(value, bound)];
  });
}
