// Gives JSON answers as structured content, if nothing is lost by it.
import { losesDigits } from '../request/exact-number.ts';

/** The object a JSON text holds; `undefined` if it is none, or if it holds a number that JavaScript would change. */
export function structuredAnswer(text: string): Readonly<Record<string, unknown>> | undefined {
  if (!text.trimStart().startsWith('{')) return undefined;
  try {
    const value = JSON.parse(text) as Readonly<Record<string, unknown>>;
    return holdsLongNumber(text) ? undefined : value;
  } catch {
    // Not JSON after all, or cut off: the text says it all.
    return undefined;
  }
}

/** Whether a number outside of strings is one that a double changes. */
function holdsLongNumber(text: string): boolean {
  if (!/[\d.]{16}|\d[eE][-+]?\d{3}/.test(text)) return false;
  const outside = text.replaceAll(/"[^"\\]*(?:\\.[^"\\]*)*"/g, '""');
  return [...outside.matchAll(/-?\d[\d.eE+-]*/g)].some(([number]) => losesDigits(number));
}
