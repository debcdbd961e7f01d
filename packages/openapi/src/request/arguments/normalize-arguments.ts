// Accepts arguments in the forms that models give them: structures and numbers as text.
import { DECIMAL_TEXT } from '../../ir/schema/text-forms.ts';
import type { ToolPlan } from '../../tool/tool-plan.ts';
import { ExactNumber, isRounded, losesDigits, readJson } from './exact-number.ts';
import { rewriteArguments } from './rewrite-arguments.ts';
import type { Kinds } from './argument-place.ts';

const NUMBER = new RegExp(DECIMAL_TEXT, 'u');

/**
 * The arguments as the input schema wants them. Where a schema allows no string, a text that holds a JSON object or list becomes that object or list, and a text that
 * holds a number becomes the number if no digit changes; any other value is left as it is. Pure; normalizing twice is normalizing once; never throws.
 */
export function normalizeArguments(
  plan: ToolPlan,
  args: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return rewriteArguments(plan, args, normalize);
}

/**
 * Normalized arguments as a validator must see them: where a schema wants a number and allows no digits in its place, digits that a double would round are given as
 * text all the same, and stand here as the nearest number. Nothing of this is sent.
 */
export function argumentsToCheck(
  plan: ToolPlan,
  args: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return rewriteArguments(plan, args, (value, kinds) =>
    value instanceof ExactNumber
      ? Number(value.text)
      : typeof value === 'string' && wantsNumber(kinds) && !digitsAllowed(kinds) && NUMBER.test(value)
        ? Number(value)
        : value,
  );
}

function wantsNumber(kinds: Kinds): boolean {
  return kinds.has('number') && !kinds.has('string');
}

function normalize(value: unknown, kinds: Kinds): unknown {
  if (value instanceof ExactNumber) return ofExact(value, kinds);
  if (typeof value !== 'string' || kinds.has('string')) return value;
  if ((kinds.has('object') || kinds.has('array')) && /^\s*[[{]/.test(value)) return structureOf(value, kinds);
  const number = Number(value);
  const plain = kinds.has('number') && !digitsAllowed(kinds) && String(number) === value;
  return plain && !wantsDigits(value, kinds) ? number : value;
}

/** A number out of JSON text: digits where only numbers fit; where texts fit as well, itself, if a double would change it. */
function ofExact(value: ExactNumber, kinds: Kinds): unknown {
  if (kinds.has('number') && kinds.has('string')) return losesDigits(value.text) ? value : Number(value.text);
  return digitsAllowed(kinds) || wantsDigits(value.text, kinds) ? value.text : Number(value.text);
}

/** Whether a number as text must stay one: a double would change it, or would look as if it had. */
function wantsDigits(text: string, kinds: Kinds): boolean {
  if (!Number.isFinite(Number(text))) return true;
  return wantsNumber(kinds) && (losesDigits(text) || (!kinds.has('fraction') && isRounded(Number(text))));
}

function digitsAllowed(kinds: Kinds): boolean {
  return !kinds.has('string') && (kinds.has('digits') || kinds.has('decimal'));
}

function structureOf(text: string, kinds: Kinds): unknown {
  const value = readJson(text);
  if (value === undefined) return text;
  return kinds.has(Array.isArray(value) ? 'array' : 'object') ? value : text;
}
