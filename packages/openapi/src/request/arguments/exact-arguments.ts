// Keeps the digits of numbers that were given as text.
import { ArgumentError } from '../../argument-error.ts';
import { DECIMAL_TEXT } from '../../ir/schema/text-forms.ts';
import type { ToolPlan } from '../../tool/tool-plan.ts';
import { ExactNumber, isRounded } from './exact-number.ts';
import { rewriteArguments } from './rewrite-arguments.ts';
import type { Kinds } from './argument-place.ts';

const NUMBER = new RegExp(DECIMAL_TEXT, 'u');

/**
 * The arguments with exact numbers in place of digits, wherever the schema wants a number and no string. Throws `ArgumentError` for a number beyond 2^53 where
 * whole numbers are wanted: reading it may have rounded it already, and it may name another thing.
 */
export function exactArguments(
  plan: ToolPlan,
  args: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return rewriteArguments(plan, args, exact);
}

function exact(value: unknown, kinds: Kinds, argument: string): unknown {
  if (kinds.has('string')) return value;
  if (typeof value === 'string')
    return (kinds.has('number') || kinds.has('digits')) && NUMBER.test(value) ? new ExactNumber(value) : value;
  const whole = kinds.has('digits') || (kinds.has('number') && !kinds.has('fraction'));
  if (typeof value === 'number' && whole && isRounded(value)) {
    throw new ArgumentError(
      `The argument "${argument}" holds ${value}, a number that JSON readers round; give its digits as a string.`,
      argument,
    );
  }
  return value;
}
