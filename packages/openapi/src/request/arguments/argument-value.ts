// Sees an argument the way serialisation does: nothing, one text, a list of texts, or named texts.
import type { ParameterStyle } from '../../ir/operation.ts';
import { ExactNumber, writeJson } from './exact-number.ts';

/** What stands between the items of a list in the delimited styles, where nothing is percent-encoded; a comma in all others. */
export const RAW_DELIMITERS: Readonly<Partial<Record<ParameterStyle, string>>> = {
  spaceDelimited: ' ',
  pipeDelimited: '|',
  tabDelimited: '\t',
};

/** An argument, ready for any style. Empty lists and objects are nothing (RFC 6570 §2.3). */
export type ArgumentValue =
  | { readonly kind: 'absent' }
  | { readonly kind: 'primitive'; readonly text: string }
  | { readonly kind: 'array'; readonly items: readonly string[] }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [string, string])[] };

/** Classifies an argument. Members that are null or absent are left out; nested lists and objects are written as JSON. */
export function readArgument(value: unknown): ArgumentValue {
  if (value === undefined || value === null) return { kind: 'absent' };
  if (Array.isArray(value)) {
    const items = value.filter(isPresent).map(textOfValue);
    return items.length === 0 ? { kind: 'absent' } : { kind: 'array', items };
  }
  if (isStructure(value)) {
    const entries = Object.entries(value)
      .filter(([, member]) => isPresent(member))
      .map(([key, member]) => [key, textOfValue(member)] as const);
    return entries.length === 0 ? { kind: 'absent' } : { kind: 'object', entries };
  }
  return { kind: 'primitive', text: textOfValue(value) };
}

/** A value as text: strings as they are, numbers and booleans as JSON writes them, the rest as JSON. */
export function textOfValue(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof ExactNumber) return value.text;
  if (typeof value === 'object' && value !== null) return writeJson(value);
  return String(value);
}

/** Whether a value is a list or an object. */
export function isStructure(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof ExactNumber);
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}
