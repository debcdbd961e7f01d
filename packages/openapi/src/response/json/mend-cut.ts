// Owns what is left of a JSON text whose end is missing.
import { parseSpan, stringEnd, type JsonSpan } from './json-span.ts';

/** The value of a text that may be JSON or the beginning of it; `undefined` if it is neither. */
export function parseCut(text: string): JsonSpan | undefined {
  const span = parseSpan(text);
  if (span !== undefined || !/^\s*[[{]/.test(text)) return span;
  return parseSpan(mendCut(text));
}

/** The text up to its last complete value, and closed there: `{"a":[1,{"b":2},{"c` becomes `{"a":[1,{"b":2},{}]}`. */
function mendCut(text: string): string {
  const open: string[] = [];
  let end = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const mark = text[at];
    if (mark === '"') {
      at = stringEnd(text, at) - 1;
      continue;
    }
    if (mark === '{') open.push('}');
    else if (mark === '[') open.push(']');
    else if (mark === '}' || mark === ']') open.pop();
    else if (mark !== ',') continue;
    end = mark === ',' ? at : at + 1;
    depth = open.length;
  }
  return text.slice(0, end) + open.slice(0, depth).reverse().join('');
}
