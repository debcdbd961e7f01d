// Accepts arguments in the forms that models give them: structures and numbers as text.
import { DECIMAL_TEXT } from '../ir/text-forms.ts';
import type { ToolPlan } from '../tool/tool-plan.ts';
import { ExactNumber, readJson } from './exact-number.ts';
import { rewriteArguments } from './rewrite-arguments.ts';
import type { Kind } from './schema-view.ts';

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
    typeof value === 'string' && wantsNumber(kinds) && !digitsAllowed(kinds) && NUMBER.test(value)
      ? Number(value)
      : value,
  );
}

function wantsNumber(kinds: ReadonlySet<Kind>): boolean {
  return kinds.has('number') && !kinds.has('string');
}

function normalize(value: unknown, kinds: ReadonlySet<Kind>): unknown {
  if (value instanceof ExactNumber)
    return digitsAllowed(kinds) || wantsNumber(kinds) || !Number.isFinite(Number(value.text))
      ? value.text
      : Number(value.text);
  if (typeof value !== 'string' || kinds.has('string')) return value;
  if ((kinds.has('object') || kinds.has('array')) && /^\s*[[{]/.test(value)) return structureOf(value, kinds);
  if (kinds.has('number') && !digitsAllowed(kinds) && String(Number(value)) === value && Number.isFinite(Number(value)))
    return Number(value);
  return value;
}

function digitsAllowed(kinds: ReadonlySet<Kind>): boolean {
  return !kinds.has('string') && (kinds.has('digits') || kinds.has('decimal'));
}

function structureOf(text: string, kinds: ReadonlySet<Kind>): unknown {
  const value = readJson(text);
  if (value === undefined) return text;
  return kinds.has(Array.isArray(value) ? 'array' : 'object') ? value : text;
}
