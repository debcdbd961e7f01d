// Gives answers as structured content, if nothing is lost by it.
import { LIST_KEY, VALUE_KEY } from '../ir/answers/answer-keys.ts';
import { isObject } from '../load/json-object.ts';
import { losesDigits } from '../request/arguments/exact-number.ts';
import type { ToolPlan } from '../tool/tool-plan.ts';

/** Deeper values are text only: whoever writes them as JSON again would overflow. */
const MAX_DEPTH = 500;

/**
 * The structured content of a result that is no error. `text` is the whole answer if it is JSON, else `undefined`. An object is given as it is. Where the
 * tool declares an output schema, a list is given under `items`, any other value under `value`, and an answer that is no JSON, or that JavaScript would
 * change, as an empty object: so there is always something, and the schema accepts it. Without a schema all these are `undefined`. The text content says it all.
 */
export function structuredContent(
  plan: Pick<ToolPlan, 'outputSchema'>,
  text: string | undefined,
): Readonly<Record<string, unknown>> | undefined {
  const declared = plan.outputSchema !== undefined;
  const fallback = declared ? {} : undefined;
  if (text === undefined || !(declared || /^\s*\{/.test(text))) return fallback;
  const value = parseLossless(text);
  if (value === undefined) return fallback;
  if (Array.isArray(value)) return { [LIST_KEY]: value };
  return isObject(value) ? value : { [VALUE_KEY]: value };
}

/** The structured content of a tool without an output schema. */
export function structuredAnswer(text: string): Readonly<Record<string, unknown>> | undefined {
  return structuredContent({}, text);
}

/** The value of a JSON text; `undefined` if it is none, if a number in it would change, or if it is too deep. */
function parseLossless(text: string): unknown {
  if (holdsLongNumber(text) || isTooDeep(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
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

function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) index = endOfText(text, index);
    else if (code === 0x7b || code === 0x5b) depth += 1;
    else if (code === 0x7d || code === 0x5d) depth -= 1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** The place of the quote that ends the text which begins at `start`. */
function endOfText(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let escapes = end - 1;
    while (text.charCodeAt(escapes) === BACKSLASH) escapes -= 1;
    if ((end - escapes) % 2 === 1) return end;
  }
  return text.length;
}
